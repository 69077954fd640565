"""What the database and the forms refuse."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import DossierPlace
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(action):
    with pytest.raises(IntegrityError), transaction.atomic():
        action()


def test_a_dossier_has_one_piece_per_place():
    dossier = make.make_dossier(make.make_article())
    refused(lambda: DossierPlace.objects.create(dossier=dossier, number=1, piece=make.make_article()))


def test_a_piece_has_one_place_in_a_dossier():
    article = make.make_article()
    dossier = make.make_dossier(article)
    refused(lambda: DossierPlace.objects.create(dossier=dossier, number=2, piece=article))


def test_places_count_from_one():
    dossier = make.make_dossier()
    refused(lambda: DossierPlace.objects.create(dossier=dossier, number=0, piece=make.make_article()))


def test_a_figure_without_a_number_is_dozens():
    refused(lambda: make.make_figure(None, qualifier="exact"))
    assert make.make_figure(None, qualifier="dozens").pk


def test_a_focal_point_lies_in_its_picture():
    refused(lambda: make.make_photo(focal_x=1.2))


def test_a_picture_has_a_credit():
    refused(lambda: make.make_photo(credit=""))


def test_there_is_one_theme_per_motif():
    make.make_theme(motif="health")
    refused(lambda: make.make_theme(motif="health"))


def test_an_event_does_not_end_before_it_begins():
    refused(lambda: make.make_event(start="2015-10-16/day", end="2015-10-15/day"))
    event = make.make_event()
    event.start, event.end = event.end, event.start
    with pytest.raises(ValidationError):
        event.clean()


def test_a_record_in_use_cannot_be_deleted():
    organisation = make.make_organisation()
    make.make_person(organisation=organisation)
    refused(organisation.delete)

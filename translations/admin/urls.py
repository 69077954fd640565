"""The pages of the translators' desk that belong to no model's admin."""

from django.contrib.admin import site
from django.urls import path

from translations.admin import concordance, desk, exchange, machine, matrix, news, proof_sheet

DESK = "translate/<str:label>/<int:object_id>/<str:language>/"

urlpatterns = [
    path("translations/", site.admin_view(matrix.matrix), name="translations"),
    path("translations/news/", site.admin_view(news.news), name="translation_news"),
    path("translate/<str:label>/<int:object_id>/proof/", site.admin_view(proof_sheet.proof_sheet), name="proof_sheet"),
    path("translations/concordance/", site.admin_view(concordance.concordance), name="concordance"),
    path("translations/concordance/forget/", site.admin_view(concordance.forget), name="concordance_forget"),
    path(DESK, site.admin_view(desk.translate), name="translate"),
    path(f"{DESK}write/", site.admin_view(desk.write), name="translate_write"),
    path(f"{DESK}vouch/", site.admin_view(desk.vouch), name="translate_vouch"),
    path(f"{DESK}ignore/", site.admin_view(desk.ignore), name="translate_ignore"),
    path(f"{DESK}hints/<str:key>/", site.admin_view(desk.hints), name="translate_hints"),
    path(f"{DESK}page/", site.admin_view(desk.page), name="translate_page"),
    path("translations/export/", site.admin_view(exchange.export), name="exchange_export"),
    path("translations/import/", site.admin_view(exchange.import_file), name="exchange_import"),
    path("translations/import/<int:pk>/", site.admin_view(exchange.report), name="exchange_report"),
    path(f"{DESK}machine/", site.admin_view(machine.suggest_rest), name="translate_machine_rest"),
    path(f"{DESK}machine/<str:key>/", site.admin_view(machine.suggest), name="translate_machine"),
]

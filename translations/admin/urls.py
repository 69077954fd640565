"""The pages of the translators' desk that belong to no model's admin."""

urlpatterns = []

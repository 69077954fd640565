/* The editors of texts and blocks ask Django's catalogue for words that it does not have: add ours, before they start. */
{
  const words = JSON.parse(document.getElementById("form-words").textContent);
  const catalogue = window.gettext || ((text) => text);
  window.gettext = (text) => words[text] || catalogue(text);
}

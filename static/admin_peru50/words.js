/* The text editor asks Django's catalogue for its words, which does not have them: add ours, before it starts. */
{
  const words = JSON.parse(document.getElementById("prose-words").textContent);
  const catalogue = window.gettext || ((text) => text);
  window.gettext = (text) => words[text] || catalogue(text);
}

/* The text editor and the block editor write style elements of their own: give them the page's nonce. */
{
  const nonce = document.currentScript.nonce;
  const create = document.createElement;
  document.createElement = function (name, ...options) {
    const element = create.call(this, name, ...options);
    if (String(name).toLowerCase() === "style") element.nonce = nonce;
    return element;
  };
}

// Browsers refuse to load the index of the search for pages opened from a file: do not show it there.
if (location.protocol === "file:") {
  for (const each of document.querySelectorAll('label[for="__search"], [data-md-component="search"]')) each.remove();
}

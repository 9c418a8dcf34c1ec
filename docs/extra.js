// "--engine" is an option; the search would take the dashes for "without".
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches?.("[data-md-component=search-query]")) field.value = field.value.replace(/(^|\s)-+/g, "$1");
}, true);

// After a failed post the focus moves to the error summary; its links put the focus into the field.
const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".bf-field") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// A button [data-copy="text"] copies its text; it is hidden in the page and shown only where copying works.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const status = button.querySelector("[role=status]");
      status.textContent = button.dataset.copied;
      setTimeout(() => (status.textContent = button.dataset.label), 4000);
    });
  }
}

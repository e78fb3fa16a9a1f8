// A part [data-shown-with="name" data-shown-for="value"] is there only while that answer is selected;
// what is hidden is not sent.
for (const part of document.querySelectorAll("[data-shown-with]")) {
  const radios = document.querySelectorAll(`input[name="${part.dataset.shownWith}"]`);
  const update = () => {
    part.hidden = ![...radios].some((radio) => radio.checked && radio.value === part.dataset.shownFor);
    for (const set of part.querySelectorAll("fieldset")) set.disabled = part.hidden;
  };
  for (const radio of radios) radio.addEventListener("change", update);
  update();
}

// Where scripts run, the counties of a province come as soon as it is chosen, and its button is not needed.
for (const place of document.querySelectorAll("[data-counties]")) follow(place);

function follow(place) {
  const provinces = place.querySelector("[data-province]");
  const counties = place.querySelector("[data-county]");
  const button = place.querySelector("button");
  const empty = counties.options[0];
  // Not a submit button any more: the Enter key sends the page by its own one.
  const offer = (isShown) => {
    button.type = isShown ? "submit" : "button";
    button.hidden = !isShown;
  };
  offer(false);
  provinces.addEventListener("change", async () => {
    const province = provinces.value;
    counties.replaceChildren(empty);
    offer(false);
    if (!province) return;
    try {
      const answer = await fetch(`${place.dataset.counties}?province=${province}`);
      const rows = await answer.json();
      if (provinces.value !== province) return;
      counties.replaceChildren(empty, ...rows.map(([code, name]) => new Option(name, code)));
    } catch {
      offer(true);
    }
  });
}

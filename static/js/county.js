// A long list of counties grouped by province becomes two: choose a province, then one of its counties.
for (const counties of document.querySelectorAll("select[data-counties]")) split(counties);

function split(counties) {
  const groups = [...counties.querySelectorAll("optgroup")];
  const empty = counties.options[0];
  const chosen = counties.selectedOptions[0]?.closest("optgroup");
  const provinces = document.createElement("select");
  provinces.id = `${counties.id}_province`;
  provinces.className = "form-select bf-w28 mb-2";
  provinces.setAttribute("aria-label", `${counties.labels[0].textContent.trim()}: ${counties.dataset.province}`);
  provinces.append(new Option(counties.dataset.chooseProvince, ""));
  for (const group of groups) provinces.append(new Option(group.label, group.label, false, group === chosen));
  counties.before(provinces);
  provinces.addEventListener("change", () => show(""));
  show(counties.value);

  function show(code) {
    const group = groups.find((each) => each.label === provinces.value);
    const options = group ? [...group.querySelectorAll("option")] : [];
    counties.replaceChildren(empty, ...options.map((each) => each.cloneNode(true)));
    counties.value = code;
  }
}

// The menu on small screens: a link to the navigation that becomes a button which opens and closes it.
const link = document.querySelector("[data-menu]");
const nav = link && document.getElementById(link.hash.slice(1));

function show(isOpen) {
  nav.classList.toggle("is-open", isOpen);
  link.setAttribute("aria-expanded", String(isOpen));
}

if (nav) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", nav.id);
  show(false);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(link.getAttribute("aria-expanded") === "false");
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
}

// The list under the signed-in person's name closes on Escape and on a click elsewhere.
const who = document.querySelector("[data-who]");
if (who) {
  document.addEventListener("click", (event) => {
    if (!who.contains(event.target)) who.open = false;
  });
  who.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && who.open) {
      who.open = false;
      who.querySelector("summary").focus();
    }
  });
}

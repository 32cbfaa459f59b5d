// The one thing that wants a script: a field that leaves of the table of all actions the rows that hold what is typed.
const register = document.querySelector(".register");
if (register) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...register.querySelectorAll("tbody tr")].map((row) => [row, fold(row.textContent)]);
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "search";
  field.ariaLabel = register.dataset.filter;
  label.append(register.dataset.filter, document.createElement("br"), field);
  register.querySelector("h2").after(label);
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/);
    for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
  });
}

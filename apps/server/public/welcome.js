/** The page of the first owner: what was typed goes to `POST /api/welcome` and nowhere else. */

const byId = (id) => document.getElementById(id);
const form = document.querySelector("form");
const fields = ["name", "email", "password"];
// Behind the #: the browser has sent it to nobody.
const token = location.hash.slice(1);

const faults = {
  name: () => "Type your name.",
  email: (field) =>
    field.validity.valueMissing ? "Type your e-mail address." : "This is no e-mail address.",
  password: () => "The password needs 12 characters or more.",
};

if (token === "") show("no-link");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});
byId("shown").addEventListener("change", ({ target }) => {
  byId("password").type = target.checked ? "text" : "password";
});
for (const name of fields) byId(name).addEventListener("input", () => tellFault(name, ""));

async function submit() {
  tellTrouble("");
  if (!checkFields()) return;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const values = Object.fromEntries(fields.map((name) => [name, byId(name).value]));
    values.name = values.name.trim();
    values.email = values.email.trim();
    await claim(values);
  } catch {
    tellTrouble("The server cannot be reached. Look whether it runs, and try again.");
  } finally {
    button.disabled = false;
  }
}

async function claim(values) {
  const answer = await fetch("/api/welcome", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, ...values }),
  });
  const body = await answer.json();
  if (answer.ok) return welcome(body.name);
  const { code, message, hint } = body.error;
  tellTrouble(hint === null ? message : `${message} ${hint}`);
  if (code === "USER_EXISTS") byId("name").focus();
}

function welcome(name) {
  // The link is used up: it need not stand in the address and the history.
  history.replaceState(null, "", "/welcome");
  form.reset();
  byId("who").textContent = name;
  show("done");
  byId("done").focus();
}

function checkFields() {
  let isRight = true;
  for (const name of fields) {
    const field = byId(name);
    const isFilled = field.value.trim() !== "" && field.checkValidity();
    tellFault(name, isFilled ? "" : faults[name](field));
    if (isFilled) continue;
    if (isRight) field.focus();
    isRight = false;
  }
  return isRight;
}

function tellFault(name, words) {
  byId(`${name}-fault`).textContent = words;
  byId(name).setAttribute("aria-invalid", String(words !== ""));
}

function tellTrouble(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = words === "";
}

function show(id) {
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== id;
}

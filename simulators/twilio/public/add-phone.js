const dialog = document.querySelector("#add-phone");
const form = dialog.querySelector("form");
const input = form.querySelector("input");
const fault = form.querySelector(".fault");
const e164 = /^\+[1-9]\d{6,14}$/;

/** Calls `add` with the number that somebody has typed. */
export function offerPhones(add) {
  document.querySelector("#add").addEventListener("click", () => {
    fault.hidden = true;
    input.value = "";
    dialog.showModal();
  });
  form.querySelector("[value=cancel]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = input.value.replaceAll(/[\s().-]/g, "");
    fault.hidden = e164.test(number);
    input.setAttribute("aria-invalid", String(!fault.hidden));
    if (!fault.hidden) return;
    dialog.close();
    add(number);
  });
}

const section = document.querySelector("#requests");
const body = section.querySelector("tbody");
const template = document.querySelector("#request");

/** The last requests, newest first. */
export function showRequests(requests) {
  section.querySelector(".none").hidden = requests.length > 0;
  section.querySelector("table").hidden = requests.length === 0;
  body.replaceChildren(...requests.map(draw));
}

function draw(request) {
  const row = template.content.cloneNode(true).firstElementChild;
  row.querySelector("time").dateTime = request.at;
  row.querySelector("time").textContent = new Date(request.at).toTimeString().slice(0, 8);
  row.querySelector(".method").textContent = request.method;
  row.querySelector(".path").textContent = request.path;
  row.querySelector(".answer").textContent = request.status ?? "none";
  row.querySelector(".answer").classList.toggle("bad", !(request.status < 400));
  row.querySelector(".took").textContent =
    request.durationMs === null ? "" : `${Math.round(request.durationMs)} ms`;
  row.querySelector(".struck-by").textContent = request.note;
  return row;
}

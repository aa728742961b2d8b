/** Draws a message's media: pictures where they load, links where they don't. */
export function drawPictures(place, mediaUrls) {
  place.replaceChildren(...mediaUrls.filter(isShown).map(drawPicture));
}

function isShown(url) {
  return URL.canParse(url) && ["http:", "https:", "data:"].includes(new URL(url).protocol);
}

function drawPicture(url) {
  const picture = document.createElement("img");
  picture.alt = "Picture sent with this text";
  picture.loading = "lazy";
  picture.referrerPolicy = "no-referrer";
  picture.addEventListener("error", () => picture.replaceWith(drawLink(url)));
  picture.src = url;
  return picture;
}

/** What came with the text itself has no address that a browser would open. */
function drawLink(url) {
  const { protocol, pathname } = new URL(url);
  const isHere = protocol === "data:";
  const link = document.createElement(isHere ? "span" : "a");
  link.className = "file";
  const name = isHere ? "File" : pathname.split("/").pop() || "File";
  link.textContent = `${name}, cannot be shown here`;
  if (isHere) return link;
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

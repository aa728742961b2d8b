/** Draws a message's media: pictures where they load, links where they don't. */
export function drawPictures(place, mediaUrls) {
  place.replaceChildren(...mediaUrls.filter(isWebAddress).map(drawPicture));
}

function isWebAddress(url) {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
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

function drawLink(url) {
  const link = document.createElement("a");
  link.className = "file";
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = `${new URL(url).pathname.split("/").pop() || "File"}, cannot be shown here`;
  return link;
}

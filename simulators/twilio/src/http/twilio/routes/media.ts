import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Context } from "../../../context.ts";
import type { Media, Message } from "../../../store/message.ts";
import { findMessage, notFound } from "../find-message.ts";
import { listRows } from "../list-rows.ts";
import { mediaJson, mediaPath } from "../media-json.ts";

const path = "/Accounts/:accountSid/Messages/:sid/Media";

/** `/Accounts/{AC}/Messages/{SM or MM}/Media…`: the list, one record, and the file itself without `.json`. */
export function mediaRoutes(app: FastifyInstance, { store }: Context): void {
  app.get(`${path}.json`, (request) => {
    const message = findMessage(request, store);
    return listRows(request, {
      key: "media_list",
      path: `${mediaPath(message)}.json`,
      rows: message.media,
      toJson: (media) => mediaJson(message, media),
    });
  });
  app.get(`${path}/:mediaSid`, (request, reply) => {
    const message = findMessage(request, store);
    const name = mediaName(request);
    const media = findMedia(request, message, name.replace(/\.json$/, ""));
    return name.endsWith(".json") ? mediaJson(message, media) : sendFile(reply, media);
  });
  app.delete(`${path}/:mediaSid`, (request, reply) => {
    const message = findMessage(request, store);
    const media = findMedia(request, message, mediaName(request).replace(/\.json$/, ""));
    message.media = message.media.filter((other) => other !== media);
    store.changed(message);
    return reply.code(204).send();
  });
}

function mediaName(request: FastifyRequest): string {
  return (request.params as { mediaSid: string }).mediaSid;
}

function findMedia(request: FastifyRequest, { media }: Message, sid: string): Media {
  const found = media.find((file) => file.sid === sid);
  if (found === undefined) throw notFound(request);
  return found;
}

/** A file that came with an inbound text is kept here; every other is where the sender has it. */
function sendFile(reply: FastifyReply, { url, contentType }: Media): FastifyReply {
  const comma = url.indexOf(",");
  if (!url.startsWith("data:")) return reply.code(307).header("location", url).send();
  return reply.type(contentType).send(Buffer.from(url.slice(comma + 1), "base64"));
}

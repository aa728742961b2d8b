import { defineService } from "@trunkline/service-kit";

import { openClient } from "./client.ts";
import { deleteMessage } from "./commands/delete-message.ts";
import { listMessagesPage } from "./commands/list-messages-page.ts";
import { listMessages } from "./commands/list-messages.ts";
import { readMessage } from "./commands/read-message.ts";
import { sendMessage } from "./commands/send-message.ts";
import { updateMessage } from "./commands/update-message.ts";
import { checkConnection, connectionSettings } from "./connection-settings.ts";
import { accountOf, checkProfile, isTest, originOf, profileSettings } from "./profile-settings.ts";
import { testProfile } from "./test-profile.ts";

/** The Twilio service: texts sent, listed, read, updated and deleted through the official library. */
export const twilioService = defineService({
  id: "twilio",
  title: "Twilio",
  profile: profileSettings,
  checkProfile,
  connection: connectionSettings,
  checkConnection,
  accountOf,
  isTest,
  originOf,
  open: openClient,
  testProfile,
  commands: [
    sendMessage,
    listMessages,
    listMessagesPage,
    readMessage,
    updateMessage,
    deleteMessage,
  ],
});

import { writeFileSync } from "node:fs";

import { blocksPage, blocksPagePath } from "./blocks-page.ts";

writeFileSync(blocksPagePath, blocksPage());

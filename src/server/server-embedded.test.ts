import { startEmbedded } from "./running.test-data.ts";
import { describeServer } from "./server-suite.test-data.ts";

describeServer("PGlite", startEmbedded);

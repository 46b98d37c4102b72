// The sign-in page works without scripts; only the choice of a theme needs one.
import { furnish } from "./page.js";

furnish();

package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which lines of a script import a module. */
class ModulesTest {
  @Test
  void imports_ofEachKind_areFoundFromTheFolderOfTheScript() {
    String script =
        """
        import { one } from "../one.js";
        import {
          two,
          three,
        } from "./two.js";
        import "./four/four.js";
        export { five } from "./five.js";
        """;

    assertThat(Modules.importsIn("market/main.js", script))
        .containsExactly("one.js", "market/two.js", "market/four/four.js", "market/five.js");
  }

  @Test
  void whatIsNoImportAtTheStart_isNotFound() {
    String script =
        """
        // import { one } from "./one.js";
        const later = () => import("./two.js");
        export const words = "./three.js";
        export class Four {}
        """;

    assertThat(Modules.importsIn("main.js", script)).isEmpty();
  }
}

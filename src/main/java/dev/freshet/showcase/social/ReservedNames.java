package dev.freshet.showcase.social;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that visitors would mistake for the operators of the hub: nobody may have them. */
final class ReservedNames {
  /** Pairs of letters that look like one, after each l has become an i. */
  private static final Map<String, String> PAIRS = Map.of("rn", "m", "vv", "w", "ci", "d");

  /**
   * Characters that look like a Latin letter, after {@link Fold}: each group begins with that
   * letter.
   */
  private static final Map<Integer, Integer> LOOKALIKES =
      lookalikes(
          "a4\u0430\u03b1\u0251\u1d00",
          "b8\u0432\u0299",
          "c\u0441\u03f2\u1d04",
          "d\u0501\u0111\u1d05",
          "e3\u0435\u03b5\u1d07",
          "f\ua730",
          "g9\u0261\u0262",
          "h\u04bb\u043d\u0127\u029c",
          "i1lj\u0131\u0456\u04cf\u03b9\u0269\u026a\u0142\u029f",
          "k\u043a\u03ba\u1d0b",
          "m\u043c\u03bc\u1d0d",
          "n\u0578\u03b7\u0274",
          "o0\u043e\u03bf\u0585\u00f8\u1d0f",
          "p\u0440\u03c1\u1d18",
          "r\u0433\u0280",
          "s5\u0455\ua731",
          "t7\u0442\u03c4\u1d1b",
          "u\u057d\u03c5\u1d1c",
          "v\u03bd\u0475\u1d20",
          "w\u0461\u051d\u1d21",
          "x\u0445\u03c7",
          "y\u0443\u028f",
          "z2\u1d22");

  private static final Set<String> SKELETONS =
      Set.of(
              "abuse",
              "admin",
              "admins",
              "administration",
              "administrator",
              "administrators",
              "freshet",
              "freshetadmin",
              "freshetsupport",
              "freshetteam",
              "helpdesk",
              "hostmaster",
              "mod",
              "moderation",
              "moderator",
              "moderators",
              "mods",
              "official",
              "operator",
              "owner",
              "postmaster",
              "root",
              "security",
              "staff",
              "superuser",
              "support",
              "sysadmin",
              "system",
              "team",
              "webmaster")
          .stream()
          .map(ReservedNames::skeleton)
          .collect(Collectors.toSet());

  private ReservedNames() {}

  private static Map<Integer, Integer> lookalikes(String... groups) {
    Map<Integer, Integer> letters = new HashMap<>();
    Arrays.stream(groups)
        .forEach(group -> group.codePoints().forEach(c -> letters.put(c, group.codePointAt(0))));
    return Map.copyOf(letters);
  }

  /** Whether a name is reserved, or looks like a reserved one. */
  static boolean has(String name) {
    return SKELETONS.contains(skeleton(name));
  }

  /**
   * Returns the name without case, marks and separators, and with one letter for all lookalikes.
   */
  private static String skeleton(String name) {
    StringBuilder letters = new StringBuilder();
    Normalizer.normalize(Fold.of(name), Form.NFD)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(c -> LOOKALIKES.getOrDefault(c, c))
        .forEach(letters::appendCodePoint);
    String skeleton = letters.toString();
    for (Map.Entry<String, String> pair : PAIRS.entrySet()) {
      skeleton = skeleton.replace(pair.getKey(), pair.getValue());
    }
    return skeleton;
  }
}

package dev.freshet.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the members of any object in every way that there is. */
class MembersFuzzTest {
  private static final List<BiFunction<Members, String, @Nullable Object>> READERS =
      List.of(
          Members::object,
          Members::text,
          Members::texts,
          (members, name) -> members.flag(name, true),
          (members, name) -> members.whole(name, -1, 1000),
          Members::needWhole,
          Members::decimal,
          Members::duration,
          Members::instant);

  @FuzzTest(maxDuration = "1m")
  void member_anyValue_isReadOrRefused(byte[] input) {
    JsonObject object;
    try {
      object = Json.object(FuzzInput.text(input));
    } catch (InvalidJsonException notAnObject) {
      return;
    }
    Members members = Members.of(object);
    for (String name : object.keySet()) {
      READERS.forEach(reader -> assertReadOrRefused(reader, members, name));
    }
  }

  private static void assertReadOrRefused(
      BiFunction<Members, String, @Nullable Object> reader, Members members, String name) {
    try {
      Object value = reader.apply(members, name);
      assertThat(value).isEqualTo(value instanceof Members ? value : reader.apply(members, name));
      assertThat(String.valueOf(value).length()).isLessThan(100_000);
    } catch (InvalidMemberException refused) {
      assertThat(refused.member()).isEqualTo(name);
    }
  }
}

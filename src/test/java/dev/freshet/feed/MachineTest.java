package dev.freshet.feed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.management.OperatingSystemMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void thisMachine_hasAllOfIt() {
    Machine here = Machine.here();
    JsonObject files = here.files().build();
    JsonObject disk = here.disk().build();

    assertThat(((JsonNumber) here.load()).doubleValue()).isNotNegative();
    assertThat(files.getInt("open")).isPositive().isLessThanOrEqualTo(files.getInt("max"));
    assertThat(disk.getJsonNumber("total").longValue())
        .isPositive()
        .isGreaterThanOrEqualTo(disk.getJsonNumber("free").longValue());
    assertThat(here.cpu().build()).containsOnlyKeys("process", "system");
  }

  @Test
  void systemThatTellsNothing_givesNulls() {
    OperatingSystemMXBean silent =
        (OperatingSystemMXBean)
            Proxy.newProxyInstance(
                MachineTest.class.getClassLoader(),
                new Class<?>[] {OperatingSystemMXBean.class},
                (proxy, method, arguments) -> -1.0);
    Machine machine = new Machine(silent, Path.of("/no/such/folder"));

    assertThat(machine.load()).isEqualTo(JsonValue.NULL);
    assertThat(machine.cpu().build()).hasToString("{\"process\":null,\"system\":null}");
    assertThat(machine.files().build()).hasToString("{\"open\":null,\"max\":null}");
    assertThat(machine.disk().build()).hasToString("{\"free\":null,\"total\":null}");
  }
}

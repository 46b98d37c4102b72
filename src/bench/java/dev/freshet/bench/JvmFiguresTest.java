package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmFiguresTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void freedBytes_addsAllPauses() {
    String log =
        """
        [0.5s][info][gc] Using G1
        [1.2s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(256M) 3.2ms
        [1.9s][info][gc] GC(1) Concurrent Mark Cycle
        [2.0s][info][gc] GC(1) Pause Remark 30M->20M(256M) 2.0ms
        """;
    assertThat(JvmFigures.freedBytes(log)).isEqualTo((19 + 10) * MIB);
  }

  @Test
  void usedBytes_ofG1_isTheHeaps() {
    String info =
        """
        42:
         garbage-first heap   total 262144K, used 4096K [0x0000000080000000, 0x0000000100000000)
          region size 1024K, 5 young (5120K), 1 survivors (1024K)
         Metaspace       used 28000K, committed 28400K, reserved 1114112K
          class space    used 3000K, committed 3200K, reserved 1048576K
        """;
    assertThat(JvmFigures.usedBytes(info)).isEqualTo(4 * MIB);
  }
}

package io.mlconnector.spi.marker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkedBlocksTest {

  @Test
  void aBlockIsAddedBehindAndChangedInItsPlace() {
    MarkedBlocks memo =
        new MarkedBlocks("Call Fridays.").with("z:1", "Open 1").with("z:2", "Open 2");

    MarkedBlocks changed =
        new MarkedBlocks(memo.whole() + "\r\nLater.").with("z:1", "Open 3\nPending 1");

    assertThat(changed.whole())
        .isEqualTo(
            "Call Fridays.\n\n[z:1]\nOpen 3\nPending 1\n[/z:1]\n\n[z:2]\nOpen 2\n[/z:2]\r\nLater.");
    assertThat(changed.block("z:1")).contains("Open 3\nPending 1");
    assertThat(new MarkedBlocks("[z:1]\r\nA\r\nB\r\n[/z:1]").block("z:1")).contains("A\nB");
    assertThat(changed.block("z:3")).isEmpty();
    assertThat(new MarkedBlocks(null).with("z:1", "x").whole()).isEqualTo("[z:1]\nx\n[/z:1]");
  }

  @Test
  void aBlockWithoutItsEndIsNotGuessed() {
    MarkedBlocks memo = new MarkedBlocks("[z:1]\nOpen 1\nand what a person wrote");

    assertThatThrownBy(() -> memo.with("z:1", "Open 2"))
        .isInstanceOf(MarkedBlocks.Broken.class)
        .hasMessageContaining("[/z:1]");
  }
}

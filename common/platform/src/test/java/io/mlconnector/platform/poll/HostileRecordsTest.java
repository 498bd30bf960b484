package io.mlconnector.platform.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.hostile.HostileTexts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records that somebody filled with what is meant for another program. */
class HostileRecordsTest {

  private final PollFixture given = new PollFixture();

  @Test
  void everyHostileNameIsPublishedAsItIs() {
    HostileTexts.all().forEach((name, text) -> given.source.put(name, text, given.now));
    given.source.pageSize = 100;

    given.poller(given.takeOver()).poll(false);

    Map<String, String> published = new HashMap<>();
    for (ChangeEvent event : given.events()) {
      published.put(event.record().key(), event.data().path("name").asText());
    }
    assertThat(published).isEqualTo(HostileTexts.all());
  }

  @Test
  void aHostileKeyIsPublishedOrParkedAndKeepsNoOtherRecordBack() {
    Set<String> keys = new HashSet<>(HostileTexts.values());
    keys.forEach(key -> given.source.put(key, "Named", given.now));
    given.source.put("good", "Good", given.now);
    given.source.pageSize = 7;

    given.poller(given.takeOver()).poll(false);

    List<ParkedRead> parked =
        given.transactions.inTransaction(sql -> new ParkedReads().list(sql, "erp", 200));
    assertThat(given.changes()).contains("good=Good");
    assertThat(given.events().size() + parked.size()).isEqualTo(keys.size() + 1);
    assertThat(parked).extracting(ParkedRead::reason).allMatch(reason -> !reason.isBlank());
    Set<String> published = new HashSet<>();
    given.events().forEach(event -> published.add(event.record().key()));
    published.remove("good");
    assertThat(keys).containsAll(published);
  }
}

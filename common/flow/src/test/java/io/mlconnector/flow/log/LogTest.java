package io.mlconnector.flow.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.hostile.HostileTexts;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {

  private final List<ExtLogRecord> written = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          ExtLogRecord extended = ExtLogRecord.wrap(record);
          extended.copyMdc();
          written.add(extended);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final Logger logger = Logger.getLogger(LogTest.class.getName());
  private final Log log = Log.of(LogTest.class);

  @BeforeEach
  void open() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    MDC.clear();
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    MDC.clear();
  }

  @Test
  void theMessageStaysConstantAndTheValuesAreFields() {
    log.info("Lease taken", "lease", "connection/a", "fence", 7, "object", null);

    assertThat(written.get(0).getMessage()).isEqualTo("Lease taken");
    assertThat(written.get(0).getMdcCopy())
        .isEqualTo(Map.of("lease", "connection/a", "fence", "7"));
  }

  @Test
  void fieldsOfTheCallerComeAlongAndStayAsTheyWere() {
    MDC.put("journey", "j1");
    MDC.put("lease", "outer");

    log.info("Lease taken", "lease", "inner");

    assertThat(written.get(0).getMdcCopy()).isEqualTo(Map.of("journey", "j1", "lease", "inner"));
    assertThat(MDC.getMap()).isEqualTo(Map.of("journey", "j1", "lease", "outer"));
  }

  @Test
  void aWarningGivesItsCauseInOneLineAndAnErrorWithItsTrace() {
    IllegalStateException cause = new IllegalStateException("away");

    log.warn(cause, "The broker does not answer");
    log.error(cause, "A fault of ours");

    assertThat(written.get(0).getThrown()).isNull();
    assertThat(written.get(0).getMdcCopy()).containsEntry("cause", cause.toString());
    assertThat(written.get(1).getThrown()).isSameAs(cause);
  }

  @Test
  void inJsonLogsTheValuesAreKeysOfTheirOwn() {
    log.info("Lease taken \"now\"", "lease", "connection/a", "fence", 7);

    JsonNode line =
        CanonicalJson.read(new JsonFormatter().format(written.get(0)).strip(), JsonNode.class);
    assertThat(line.path("message").asText()).isEqualTo("Lease taken \"now\"");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.at("/mdc/lease").asText()).isEqualTo("connection/a");
    assertThat(line.at("/mdc/fence").asText()).isEqualTo("7");
  }

  @Test
  void noValueEndsItsLineOrHidesWhatItIs() {
    for (String text : HostileTexts.values()) {
      log.warn(new IllegalStateException(text), "Refused", "key", text);
    }

    assertThat(written)
        .hasSize(HostileTexts.values().size())
        .allSatisfy(
            record ->
                assertThat(record.getMdcCopy().get("key") + record.getMdcCopy().get("cause"))
                    .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202e]"));
  }

  @Test
  void whatIsNotOfInterestIsNotWritten() {
    log.debug("Offsets", "topic", "t");

    assertThat(written).isEmpty();
  }
}

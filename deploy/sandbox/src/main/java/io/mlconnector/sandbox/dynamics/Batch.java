package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Answers {@code $batch} (sheet 1.5): always 200 outside, one answer per part inside. A change set
 * is done as a whole; one that fails is answered by a single part with the status of the failure, a
 * failed write as 500 whatever it is alone.
 */
final class Batch {

  private static final int MOST_OPERATIONS = 5_000;

  private final Store store;
  private final ODataService service;
  private final Supplier<DynamicsSettings> settings;

  Batch(Store store, ODataService service, Supplier<DynamicsSettings> settings) {
    this.store = store;
    this.service = service;
    this.settings = settings;
  }

  Reply reply(Operation call) {
    if (!call.is("POST")) {
      throw new Refusal(405, "A batch is a POST.", "", "");
    }
    List<BatchPart> parts = BatchPart.parse(call);
    int operations = parts.stream().mapToInt(part -> part.operations().size()).sum();
    if (operations > MOST_OPERATIONS) {
      throw Values.invalid("The batch has more than " + MOST_OPERATIONS + " operations.");
    }
    List<String> answers = new ArrayList<>();
    for (BatchPart part : parts) {
      Answered answered = part.changeSet() ? changeSet(part) : single(part.operations().get(0));
      answers.add(answered.text());
      if (answered.failed() && !settings.get().batchGoesOn()) {
        break;
      }
    }
    String boundary = "batchresponse_" + UUID.randomUUID();
    return Reply.text(
        200, "multipart/mixed; boundary=" + boundary, BatchText.mixed(boundary, answers));
  }

  private record Answered(String text, boolean failed) {}

  private Answered single(BatchPart.Inner inner) {
    try {
      Reply reply = service.reply(inner.operation());
      return new Answered(BatchText.part(reply, inner.contentId()), false);
    } catch (Refusal refusal) {
      return new Answered(BatchText.part(ODataErrors.reply(refusal), inner.contentId()), true);
    }
  }

  private Answered changeSet(BatchPart part) {
    try {
      List<String> answers =
          store.transaction(
              () ->
                  part.operations().stream()
                      .map(
                          inner ->
                              BatchText.part(service.reply(inner.operation()), inner.contentId()))
                      .toList());
      String boundary = "changesetresponse_" + UUID.randomUUID();
      return new Answered(
          "Content-Type: multipart/mixed; boundary="
              + boundary
              + "\r\n\r\n"
              + BatchText.mixed(boundary, answers),
          false);
    } catch (Refusal refusal) {
      boolean write = Refusal.WRITE_EXCEPTION.equals(refusal.type);
      Reply reply =
          ODataErrors.reply(
              write ? 500 : refusal.status, refusal.outer, refusal.getMessage(), refusal.type);
      return new Answered(BatchText.part(reply, null), true);
    }
  }
}

package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Runs orchestrations, with all the ways they have to fail (sheet 3.5). */
final class OrchestrationApi {

  private static final Set<String> SYNCHRONOUS =
      Set.of("JDE__DEFAULT", "JDE__SINGLE", "JDE__USER_SINGLE");
  private static final Set<String> ASYNCHRONOUS = Set.of("JDE__ASYNCH", "JDE__USER_ASYNCH");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final OrchestrationWork work;
  private final Behaviours behaviours;
  private final AisErrors errors;
  private final Clock clock;
  private final Supplier<JdeSettings> settings;

  OrchestrationApi(
      OrchestrationWork work,
      Behaviours behaviours,
      AisErrors errors,
      Clock clock,
      Supplier<JdeSettings> settings) {
    this.work = work;
    this.behaviours = behaviours;
    this.errors = errors;
    this.clock = clock;
    this.settings = settings;
  }

  Reply run(AisCall call, String user) {
    String accept = call.header("Accept");
    if (accept != null && !accept.contains("application/json") && !accept.contains("*/*")) {
      throw new Refusal(406, "Invalid Accept Header: " + accept);
    }
    String name = call.routing().pathParam("name");
    Optional<Orchestration> known = Catalog.named(name, settings.get());
    if (known.isEmpty()) {
      throw Refusal.badRequest("Bad Request - Orchestration " + name + " was not found");
    }
    String queue = call.body().path(Inputs.QUEUE).asText("JDE__DEFAULT");
    boolean asynchronous = ASYNCHRONOUS.contains(queue);
    RequestReader.require(asynchronous || SYNCHRONOUS.contains(queue), Inputs.QUEUE + " " + queue);
    Behaviour told = behaviours.next(name).orElse(asynchronous ? Behaviour.ACCEPTED : null);
    try {
      return run(known.get(), call, user, told);
    } catch (Failed failed) {
      return told == Behaviour.ACCEPTED
          ? Reply.empty(202)
          : failure("ERROR", failed.control, failed.getMessage());
    }
  }

  private Reply run(Orchestration what, AisCall call, String user, Behaviour told) {
    if (told == Behaviour.ACCEPTED_LOST) {
      return Reply.empty(202);
    }
    if (told == Behaviour.EMPTY) {
      return Reply.json(200, SandboxJson.object());
    }
    if (told == Behaviour.SERVICE_ERROR) {
      return failure("ERROR", null, "The business function ended in an error");
    }
    ObjectNode output = SandboxJson.object();
    if (told == Behaviour.HIDDEN_ERROR) {
      return Reply.json(200, ended(output, "ERROR", "The address book record was not saved"));
    }
    List<Runnable> steps =
        work.steps(what, Inputs.read(what, call.body()), Writer.orchestration(user), output);
    boolean half = told == Behaviour.HIDDEN_FAILURE || told == Behaviour.SERVICE_ERROR_HALF_DONE;
    (half ? steps.subList(0, 1) : steps).forEach(Runnable::run);
    if (told == null) {
      String message = what.creates() ? "Record created" : "Record updated";
      return Reply.json(200, ended(output, "SUCCESS", message));
    }
    return switch (told) {
      case ACCEPTED -> Reply.empty(202);
      case NO_STATUS -> Reply.json(200, output);
      case SERVICE_ERROR_HALF_DONE ->
          failure("ERROR", null, "A later step of " + what.name() + " ended in an error");
      case SERVICE_WARNING -> failure("WARNING", null, "Warning: credit limit was not checked");
      case HIDDEN_FAILURE ->
          Reply.json(200, ended(output, "WARNING", "A step failed, continued on error"));
      default -> Reply.json(200, ended(output, "WARNING", "Warning: duplicate tax ID"));
    };
  }

  private ObjectNode ended(ObjectNode output, String status, String message) {
    if (settings.get().statusOutputs()) {
      String now = STAMP.format(clock.instant());
      output.put("jde__status", status);
      output.put("jde__simpleMessage", message);
      output.put("jde__startTimestamp", now);
      output.put("jde__endTimestamp", now);
      output.put("jde__serverExecutionSeconds", 0.2);
    }
    return output;
  }

  private Reply failure(String status, String control, String message) {
    ObjectNode body = errors.serviceError(status, message, control == null ? "" : "INPUT");
    ObjectNode detail = SandboxJson.object();
    detail.put("CODE", control == null ? "018A" : "0025");
    detail.put("TITLE", (status.equals("ERROR") ? "Error: " : "Warning: ") + message);
    detail.put("ERRORCONTROL", control == null ? "" : control);
    detail.put("DESC", message);
    detail.put("MOBILE", message);
    body.putObject("errorDetails").putPOJO("errors", List.of(detail));
    return Reply.json(500, body);
  }

  /** The OpenAPI 3 document of an orchestration. */
  Reply describe(AisCall call) {
    String name = call.routing().pathParam("name");
    Orchestration what =
        Catalog.named(name, settings.get())
            .orElseThrow(() -> new Refusal(404, "Orchestration " + name + " was not found"));
    return Reply.json(200, OpenApiDocument.of(what, settings.get().statusOutputs()));
  }

  static Map<String, List<String>> names() {
    Map<String, List<String>> all = new java.util.LinkedHashMap<>();
    Catalog.ALL.forEach(
        each -> all.put(each.name(), each.inputs().stream().map(Input::name).toList()));
    return all;
  }
}

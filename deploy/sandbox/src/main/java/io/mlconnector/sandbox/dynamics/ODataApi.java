package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The OData service below {@code /data} (sheet 1.2, 1.5): who may call, how many at once, alone or
 * in a batch. {@code $metadata} and {@code $expand} are not played.
 */
final class ODataApi {

  static final String CONTENT_TYPE = "application/json; odata.metadata=minimal";
  static final String ROOT = "/data";
  private static final String BATCH = "$batch";

  private final Store store;
  private final ODataService service;
  private final Batch batch;
  private final EntraEndpoint entra;
  private final Supplier<DynamicsSettings> settings;
  private final AtomicInteger underWay = new AtomicInteger();

  ODataApi(Store store, Writes writes, EntraEndpoint entra, Supplier<DynamicsSettings> settings) {
    this.store = store;
    this.service = new ODataService(store, writes, settings);
    this.batch = new Batch(store, service, settings);
    this.entra = entra;
    this.settings = settings;
  }

  void mount(Router router) {
    router.route(ROOT).handler(this::guarded);
    router.route(ROOT + "/*").handler(this::guarded);
  }

  private void guarded(RoutingContext call) {
    if (!entra.signedIn(call.request().getHeader("Authorization"))) {
      send(call, DynamicsVendor.notSignedIn(call));
      return;
    }
    int most = settings.get().concurrentCalls();
    if (most > 0 && underWay.get() >= most) {
      String wait = settings.get().retryAfter();
      Reply busy = ODataErrors.busy();
      send(call, wait == null ? busy : busy.header("Retry-After", wait));
      return;
    }
    underWay.incrementAndGet();
    call.addEndHandler(ended -> underWay.decrementAndGet());
    int millis = settings.get().answerMillis();
    if (millis == 0) {
      send(call, answer(call));
    } else {
      call.vertx().setTimer(millis, timer -> send(call, answer(call)));
    }
  }

  private static void send(RoutingContext call, Reply reply) {
    reply
        .header("OData-Version", "4.0")
        .header("ms-dyn-aid", UUID.randomUUID().toString())
        .send(call);
  }

  private Reply answer(RoutingContext call) {
    try {
      synchronized (store) {
        Operation operation = operation(call);
        boolean many = operation.path().replace("%24", "$").equals(BATCH);
        return many ? batch.reply(operation) : alone(operation);
      }
    } catch (Refusal refusal) {
      return ODataErrors.reply(refusal);
    }
  }

  private Reply alone(Operation operation) {
    return operation.is("GET")
        ? service.reply(operation)
        : store.transaction(() -> service.reply(operation));
  }

  private static Operation operation(RoutingContext call) {
    Buffer body = call.body() == null ? null : call.body().buffer();
    return new Operation(
        call.request().method().name(),
        call.request().scheme() + "://" + call.request().authority() + ROOT,
        call.request().path().substring(ROOT.length()).replaceFirst("^/", ""),
        call.request().query(),
        call.request().headers(),
        body == null ? new byte[0] : body.getBytes());
  }
}

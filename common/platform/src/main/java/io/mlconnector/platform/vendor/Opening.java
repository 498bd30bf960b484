package io.mlconnector.platform.vendor;

import io.mlconnector.flow.egress.AddressRule;
import io.mlconnector.flow.egress.Cidr;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.answer.Redactor;
import io.mlconnector.platform.vendor.budget.Budgets;
import io.mlconnector.platform.vendor.budget.JobSlots;
import io.mlconnector.platform.vendor.budget.Waiting;
import io.mlconnector.platform.vendor.call.CallMeters;
import io.mlconnector.platform.vendor.call.GuardProtection;
import io.mlconnector.platform.vendor.call.Home;
import io.mlconnector.platform.vendor.call.LeasedTransport;
import io.mlconnector.platform.vendor.call.MeteredCalls;
import io.mlconnector.platform.vendor.call.Origin;
import io.mlconnector.platform.vendor.call.PlaceRights;
import io.mlconnector.platform.vendor.call.SignedCalls;
import io.mlconnector.platform.vendor.signin.SignInMemory;
import io.mlconnector.platform.vendor.signin.SignInState;
import io.mlconnector.platform.vendor.signin.Signer;
import io.mlconnector.platform.vendor.signin.Signers;
import io.mlconnector.platform.vendor.signin.TokenAnswers;
import io.mlconnector.platform.vendor.signin.TokenEndpointClient;
import io.mlconnector.platform.vendor.transport.NamedTransport;
import io.mlconnector.platform.vendor.transport.Transport;
import io.mlconnector.platform.vendor.transport.TransportSettings;
import io.mlconnector.platform.vendor.transport.VertxTransport;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts one connection together. */
final class Opening {

  private static final double SHARE = 0.6;

  private final OpeningParts parts;
  private final ConnectionDocument document;
  private final Credentials credentials;
  private final Lease lease;
  private final Redactor redactor = new Redactor();
  private final Classifier classifier;

  Opening(OpeningParts parts, ConnectionDocument document, Credentials credentials, Lease lease) {
    this.parts = parts;
    this.document = document;
    this.credentials = credentials;
    this.lease = lease;
    this.classifier = new Classifier(parts.clock(), redactor, parts.adapter()::judged);
  }

  VendorConnection open() {
    ConnectionSpec spec = parts.adapter().connectionSpec();
    Settings settings = DocumentAuth.settings(spec, document, credentials);
    DocumentAuth auth = new DocumentAuth(spec, document, credentials);
    Limits limits = parts.lapse().here(parts.adapter().limits(settings));
    int concurrency =
        document.concurrency() == null ? limits.concurrency() : document.concurrency();
    double share = document.share() == null ? SHARE : document.share();

    Transport transport =
        new NamedTransport(
            new VertxTransport(
                parts.vertx(),
                transportSettings(concurrency),
                new TlsWatch(document.id(), parts.certificates(), parts.attention())),
            parts.config().userAgent());
    CallMeters meters = new CallMeters(document.id(), parts.meters());
    Budgets budgets =
        new Budgets(
            new Budgets.Terms(
                limits, share, concurrency, parts.config().budgetWait(), lease.claimIdle()),
            parts.pauses().apply(document.id(), lease),
            parts.clock(),
            Waiting.real(),
            meters);
    meters.show(limits, budgets);
    MeteredCalls calls = calls(transport, budgets, meters);
    JobSlots jobs = JobSlots.of(limits.jobs(), share);
    OpenConnection unsigned =
        new OpenConnection(document, settings, parts.clock(), null, jobs, calls, List.of());
    Signer signer = signers(transport).signer(document.id(), auth, () -> unsigned);
    SignedCalls signed =
        new SignedCalls(
            calls,
            signer,
            redactor,
            Set.of(Origin.of(document.baseUrl())),
            new GuardProtection(document.id(), parts.config()),
            new Home(
                document.baseUrl(),
                facts -> parts.adapter().home(document.baseUrl(), settings, facts)),
            new PlaceRights(parts.adapter().refusesByPlace()));
    return new OpenConnection(
        document,
        settings,
        parts.clock(),
        signer,
        jobs,
        signed,
        List.of(unsigned, transport, meters));
  }

  private MeteredCalls calls(Transport transport, Budgets budgets, CallMeters meters) {
    Duration write =
        document.writeTimeout() == null ? parts.writeTimeout() : document.writeTimeout();
    return new MeteredCalls(
        document.id(),
        lease,
        transport,
        budgets,
        classifier,
        meters,
        new MeteredCalls.Limits(parts.config().readTimeout(), write));
  }

  private Signers signers(Transport transport) {
    return new Signers(
        learning(parts.signIns().apply(document.id(), lease)),
        parts.attention(),
        new TokenEndpointClient(
            new LeasedTransport(transport, lease),
            new TokenAnswers(classifier),
            redactor,
            parts.config().signInTimeout()),
        parts.clock());
  }

  /** What a vendor says of a kept token must not be shown either, before it was ever used here. */
  private SignInMemory learning(SignInMemory memory) {
    return new SignInMemory() {
      @Override
      public Optional<SignInState> load() {
        Optional<SignInState> state = memory.load();
        state.ifPresent(this::learn);
        return state;
      }

      @Override
      public void save(SignInState state) {
        learn(state);
        memory.save(state);
      }

      private void learn(SignInState state) {
        if (state.value() != null) {
          redactor.learn(new Secret(state.value()));
        }
      }
    };
  }

  private TransportSettings transportSettings(int concurrency) {
    return new TransportSettings(
        parts.config().connectTimeout(),
        parts.config().keepAlive(),
        parts.config().maxAnswer().asLongValue(),
        concurrency,
        new AddressRule(parts.local(), document.egress().stream().map(Cidr::parse).toList()),
        parts.proxies().of(document.proxy()),
        ConnectionTls.of(document, credentials, parts.trust()));
  }
}

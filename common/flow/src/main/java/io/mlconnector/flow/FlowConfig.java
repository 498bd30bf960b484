package io.mlconnector.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What every service can be told; all keys begin with {@code mlconnector.}. */
@ConfigMapping(prefix = "mlconnector")
public interface FlowConfig {

  /** Whether this is the local run, which may use plain http to loopback and weak defaults. */
  @WithDefault("false")
  boolean local();

  /** The service's name in audit entries and metrics, such as {@code zendesk}. */
  String service();

  /** How other replicas and services reach this one; by default http, this host, the HTTP port. */
  Optional<URI> address();

  /** Topic names, group names. */
  Topics topics();

  Migrations migrations();

  Lease lease();

  Access access();

  Audit audit();

  /** Every system there can be an adapter for; used by mapping and console. */
  Map<String, AdapterPeer> adapters();

  /** Where the mapping service is; used by the console. */
  Optional<Peer> mapping();

  /** Topics. */
  interface Topics {
    /** Put before every topic's and group's name, for shared clusters. */
    @WithDefault("")
    Optional<String> prefix();

    /** Partitions of topics that we create; fixed from then on. */
    @WithDefault("6")
    int partitions();

    /** Replicas of topics that we create. */
    @WithDefault("1")
    short replication();

    /** Whether missing topics are created; off where an administrator creates them. */
    @WithDefault("true")
    boolean create();
  }

  /** How the tables come to be what the release needs. */
  interface Migrations {
    /**
     * Whether the service migrates them when it starts; off where a job does, whose end is waited
     * for. A service that also has {@code QUARKUS_INIT_AND_EXIT=true} is that job: it migrates and
     * ends, with 0 where all is done.
     */
    @WithDefault("true")
    boolean atStart();

    /**
     * The role that the service works with, where whoever migrates is another one: it is given the
     * rights that it needs.
     */
    Optional<String> serviceRole();
  }

  /** Leases. */
  interface Lease {
    /** How long a lease holds without renewal; a dead owner is replaced after at most this. */
    @WithDefault("7s")
    Duration ttl();

    /** How often leases are renewed and free ones looked for. */
    @WithDefault("1s")
    Duration renew();

    /**
     * Whether live replicas share the leases evenly; off, the first one takes all and the others
     * stand by.
     */
    @WithDefault("true")
    boolean sharing();
  }

  /** The audit trail. */
  interface Audit {
    /**
     * A file with the key of the hashes that stand for personal values, the same file for every
     * service: base64 of at least 32 bytes. The local run makes one; elsewhere the start asks for
     * it.
     */
    Optional<Path> hashKeyFile();
  }

  /** Who may call the API. */
  interface Access {
    /**
     * A file with the tokens that callers may send as Bearer, one per line, read again when it
     * changes; without it (and without OIDC) the service is loopback only. The first token is the
     * one that this service sends to the others.
     */
    Optional<Path> tokenFile();

    /**
     * A file with tokens, in the same form, that open {@code /q/metrics} and nothing else: for a
     * scraper, which needs no more.
     */
    Optional<Path> metricsTokenFile();

    /**
     * The claim of the OIDC server's tokens with the ids of the connections that a person sees, an
     * array or one text with commas or blanks; {@code *} for all. Without this setting everybody
     * whom the server gives a role sees all; with it, whoever lacks the claim sees none.
     */
    Optional<String> connectionsClaim();
  }

  /** The adapter of a system. */
  interface AdapterPeer {
    /** Where it is; empty where the system is not in use. */
    Optional<URI> url();
  }

  /** Another service. */
  interface Peer {
    /** Where it is, such as {@code http://mapping:8080}. */
    URI url();
  }
}

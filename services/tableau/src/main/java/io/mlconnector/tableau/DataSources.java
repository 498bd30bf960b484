package io.mlconnector.tableau;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.tableau.api.DataSourcesApi;
import io.mlconnector.tableau.api.Items.DataSource;
import io.mlconnector.tableau.api.JobsApi.Started;
import io.mlconnector.tableau.api.Multipart;
import io.mlconnector.tableau.file.PackagedSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Published data sources. They are found by project and name until their LUID is known, published
 * by jobs, and keep their LUID, and with it permissions and workbooks, when they are written over.
 */
final class DataSources implements TableSink {

  static final String OBJECT = "data-source";

  /** There is one of that name although it is to be made, or none although it is to be replaced. */
  private static final List<String> LOOK_AGAIN = List.of("403007", "403131");

  /** How long an index may take to show what was made. */
  private static final Duration LAG = Duration.ofSeconds(15);

  private final DataFiles files;

  DataSources(DataFiles files) {
    this.files = files;
  }

  @Override
  public String object() {
    return OBJECT;
  }

  @Override
  public boolean updates(Settings settings) {
    return files.writer().updates();
  }

  @Override
  public Optional<TableFound> look(Connection connection, TableSpec spec, String key) {
    Site site = Site.of(connection);
    Optional<DataSource> found = key == null ? named(site, spec) : known(site, key);
    return found.map(source -> new TableFound(source.id(), source.updatedAt()));
  }

  private static Optional<DataSource> known(Site site, String key) {
    try {
      return Optional.of(
          site.client(DataSourcesApi.class).one(site.version(), site.id(), key).datasource());
    } catch (VendorFailure failure) {
      if (failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Names are unique only within a project. */
  private static Optional<DataSource> named(Site site, TableSpec spec) {
    Optional<String> project = new Projects(site).find(spec.project());
    return project.flatMap(
        id ->
            Pages.all(page -> listed(site, spec.name(), page))
                .filter(source -> source.name().equals(spec.name()))
                .filter(source -> source.project() != null && id.equals(source.project().id()))
                .findFirst());
  }

  private static Pages.Page<DataSource> listed(Site site, String name, int page) {
    DataSourcesApi.Page answer =
        site.client(DataSourcesApi.class)
            .list(site.version(), site.id(), Pages.named(name), Pages.SIZE, page);
    return new Pages.Page<>(
        answer.pagination(),
        answer.datasources() == null ? null : answer.datasources().datasource());
  }

  /** By the description alone, where it says enough; else by the file. */
  @Override
  public List<Column> columns(Connection connection, String key) {
    Site site = Site.of(connection);
    Optional<List<Column>> described =
        files.kept(content(site, key, false), file -> new PackagedSource(file).columns());
    if (described.isPresent()) {
      return described.get();
    }
    if (files.hyper() == null) {
      throw VendorFailure.rejected(
          0,
          "The data source's description does not say what its columns are, and without a hyperd"
              + " its file cannot be read");
    }
    return files.kept(
        content(site, key, true), file -> new PackagedSource(file).columns(files.hyper()));
  }

  private static byte[] content(Site site, String key, boolean rows) {
    return site.client(DataSourcesApi.class).content(site.version(), site.id(), key, rows);
  }

  @Override
  public TableProgress publish(Connection connection, TableSpec spec, TableChange change) {
    Site site = Site.of(connection);
    return change.action() == TableChange.Action.OVERWRITE
        ? overwritten(site, spec, change)
        : updated(site, change);
  }

  /** Whether it is made or written over is decided by looking: each is refused for the other. */
  private TableProgress overwritten(Site site, TableSpec spec, TableChange change) {
    Optional<DataSource> there =
        change.key() == null ? named(site, spec) : known(site, change.key());
    // Where people have renamed or moved it, it stays where they put it.
    String name = there.map(DataSource::name).orElse(spec.name());
    String project =
        there
            .map(source -> source.project().id())
            .orElseGet(() -> new Projects(site).findOrMake(spec.project()));
    Multipart payload =
        Multipart.payload(
            Payload.publish(name, Payload.description(change.description(), spec), project));
    String upload = files.written(change.rows(), new Upload(site)::of);
    try {
      Started started =
          site.client(DataSourcesApi.class)
              .publish(
                  site.version(),
                  site.id(),
                  files.writer().type(),
                  there.isPresent() ? true : null,
                  true,
                  upload,
                  payload.type(),
                  payload.body());
      return new PublishJob(started.job().id(), there.map(DataSource::id).orElse("")).begun();
    } catch (VendorFailure failure) {
      throw LOOK_AGAIN.contains(Site.code(failure)) ? lookAgain(failure) : uploadGone(failure);
    }
  }

  private static VendorFailure lookAgain(VendorFailure failure) {
    return VendorFailure.unavailable(failure.status(), LAG, false, failure.getMessage());
  }

  private TableProgress updated(Site site, TableChange change) {
    if (!files.writer().updates()) {
      throw VendorFailure.rejected(
          0,
          "Rows can be updated in place only with a hyperd; see mlconnector.tableau.hyperd.path");
    }
    String upload = files.written(change.rows(), new Upload(site)::of);
    try {
      Started started =
          site.client(DataSourcesApi.class)
              .update(
                  site.version(),
                  site.id(),
                  change.key(),
                  change.request(),
                  upload,
                  Payload.update(change.action(), change.rows().columns()));
      return new PublishJob(started.job().id(), change.key()).begun();
    } catch (VendorFailure failure) {
      throw uploadGone(failure);
    }
  }

  /** A session that ended between upload and publish takes the upload with it. */
  private static VendorFailure uploadGone(VendorFailure failure) {
    return failure.kind() == Kind.REJECTED && failure.status() == 404
        ? VendorFailure.unavailable(404, null, false, failure.getMessage())
        : failure;
  }

  @Override
  public TableProgress resume(Connection connection, TableSpec spec, String job) {
    Site site = Site.of(connection);
    return PublishJob.of(job).asked(site, () -> named(site, spec).map(DataSource::id));
  }

  @Override
  public Optional<RowSource> readBack(Connection connection, TableSpec spec, String key) {
    byte[] whole = content(Site.of(connection), key, true);
    boolean readable =
        files.kept(whole, file -> new PackagedSource(file).isReadable(files.hyper()));
    return readable ? Optional.of(new Downloaded(whole, spec.published())) : Optional.empty();
  }

  /** The rows of a data source as it was downloaded, packed as it came. */
  private final class Downloaded implements RowSource {

    private final byte[] packed;
    private final List<Column> columns;

    Downloaded(byte[] packed, List<Column> columns) {
      this.packed = packed;
      this.columns = columns;
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public long count() {
      return -1;
    }

    @Override
    public void read(Reader reader) {
      files.kept(packed, file -> new PackagedSource(file).read(columns, files.hyper(), reader));
    }
  }

  @Override
  public List<String> published(Connection connection, TableSpec spec, String key) {
    return spec.refresh().isEmpty()
        ? List.of()
        : new Refreshes(Site.of(connection)).start(spec.refresh());
  }

  /** An event says it, and Tableau is asked: only what is still so is told. */
  @Override
  public Optional<String> trouble(Connection connection, String key, String event) {
    boolean there = known(Site.of(connection), key).isPresent();
    if (event.endsWith("Deleted")) {
      return there
          ? Optional.empty()
          : Optional.of(
              "Somebody has deleted the data source at Tableau: publish the table whole to make it"
                  + " again, or end its route");
    }
    return there
        ? Optional.of(
            "Tableau tells that a refresh of the data source failed (%s). It is published from here"
                    .formatted(event)
                + " and has nothing to be refreshed from: take away the schedule that refreshes"
                + " it")
        : Optional.empty();
  }
}

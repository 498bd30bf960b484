package io.mlconnector.flow.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.mlconnector.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A database of its own with the tables of flow, and pools as the services have them. */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String url;
  private final List<AgroalDataSource> pools = new ArrayList<>();

  public TestDatabase(EmbeddedPostgres postgres) {
    this.url =
        postgres.copy(
            "flow_" + COUNT.incrementAndGet(), "flow_template", at -> migrate(postgres, at));
  }

  private static void migrate(EmbeddedPostgres postgres, String url) {
    Flyway.configure()
        .dataSource(url, postgres.user(), postgres.password())
        .locations("db/flow")
        .load()
        .migrate();
  }

  private TestDatabase(String url) {
    this.url = url;
  }

  /** The database of another test process. */
  public static TestDatabase at(String url) {
    return new TestDatabase(url);
  }

  public String url() {
    return url;
  }

  /** Another pool, as another replica has one; it is closed with this. */
  public AgroalDataSource pool() {
    var supplier = new AgroalDataSourceConfigurationSupplier();
    supplier
        .metricsEnabled(false)
        .connectionPoolConfiguration(
            pool ->
                pool.maxSize(20)
                    .acquisitionTimeout(Duration.ofSeconds(5))
                    .validationTimeout(Duration.ofSeconds(2))
                    .exceptionSorter(new PostgreSQLExceptionSorter())
                    .connectionValidator(
                        io.agroal.api.configuration.AgroalConnectionPoolConfiguration
                            .ConnectionValidator.defaultValidator())
                    .connectionFactoryConfiguration(
                        factory ->
                            factory
                                .jdbcUrl(url)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres"))
                                .initialSql("set idle_in_transaction_session_timeout = '8s'")));
    try {
      AgroalDataSource pool = AgroalDataSource.from(supplier);
      pools.add(pool);
      return pool;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of a query, as text. */
  public static List<String> column(AgroalDataSource pool, String query) {
    try (Connection sql = pool.getConnection();
        ResultSet rows = sql.createStatement().executeQuery(query)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pools.forEach(AgroalDataSource::close);
  }
}

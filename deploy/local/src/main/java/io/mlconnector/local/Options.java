package io.mlconnector.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the person who starts the local run asked for.
 *
 * @param repository the clone that holds the services
 * @param data folder that keeps everything between runs
 * @param ports where everything listens
 * @param reset whether the data folder is emptied first
 * @param sandbox whether the simulated vendors run
 * @param replicas how many of each adapter run side by side
 * @param company how large the simulated company is
 * @param twoSides how many customers JD Edwards and Zoho CRM each begin with, as two companies that
 *     never met; 0 for the simulated company in JD Edwards alone
 * @param erp which simulated ERP runs, beside the system that it is kept in agreement with
 * @param tableau whether the simulated Tableau runs beside, with the ERP's finance data
 * @param hyperd the program that writes and opens {@code .hyper} files; parquet without
 * @param tls whether Kafka, PostgreSQL and the simulated vendors are spoken to over TLS, with
 *     certificates of an own authority, and Kafka by a password
 * @param form whether services run as jars in JVMs or as native executables
 * @param connections connections document to use instead of the simulated vendors' one
 * @param routes routes document to use instead of the shipped one
 */
record Options(
    Path repository,
    Path data,
    Ports ports,
    boolean reset,
    boolean sandbox,
    Replicas replicas,
    Company company,
    int twoSides,
    Erp erp,
    boolean tableau,
    Optional<Path> hyperd,
    boolean tls,
    CopiedApp.Form form,
    Optional<Path> connections,
    Optional<Path> routes) {

  /**
   * The simulated ERPs, with a folder of documents for each: JD Edwards beside Zoho CRM, the others
   * beside Zendesk.
   */
  enum Erp {
    ORACLE_FUSION,
    DYNAMICS365,
    JDEDWARDS,
    PEOPLESOFT;

    /** The system's name. */
    String system() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The folder of documents for what runs. */
  String documents() {
    return tableau ? erp.system() + "-tableau" : erp.system();
  }

  /** Sizes of the simulated company. */
  enum Company {
    SMALL(40, 100, 40, 20),
    MEDIUM(400, 1000, 400, 120),
    DEFAULT(2000, 5000, 400, 120),
    LARGE(10_000, 25_000, 10_000, 3_000);

    final int customers;
    final int contacts;
    final int employees;
    final int vendors;

    Company(int customers, int contacts, int employees, int vendors) {
      this.customers = customers;
      this.contacts = contacts;
      this.employees = employees;
      this.vendors = vendors;
    }
  }
}

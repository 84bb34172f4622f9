package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;
import static dev.rapport.storage.schema.Tables.IMPORT_CHECKPOINT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectDistinct;

import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerDirectory;
import dev.rapport.customers.CustomerDraft;
import dev.rapport.customers.DirectoryCounts;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.ImportCheckpoint;
import dev.rapport.customers.ImportCounts;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Ownership;
import dev.rapport.customers.Proof;
import dev.rapport.customers.SaveBatch;
import dev.rapport.customers.SaveCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jooq.Condition;
import org.jooq.DSLContext;

/// Customers of all centres, in SQL.
public final class SqlCustomerDirectory implements CustomerDirectory {
  /// At most [#MAX_OWNERS] customers, each with the word of every source that says so.
  static final Rendered OWNERS =
      Rendered.of(sql -> {
        Condition same = same("", new Identifier(Identifier.Kind.PHONE, "?"));
        return sql.select(CustomerRows.IDENTIFIER_FIELDS)
            .select(CustomerRows.CUSTOMER_FIELDS)
            .from(CUSTOMER_IDENTIFIER)
            .join(CUSTOMER)
            .on(CUSTOMER.CENTRE.eq(CUSTOMER_IDENTIFIER.CENTRE))
            .and(CUSTOMER.ID.eq(CUSTOMER_IDENTIFIER.CUSTOMER))
            .where(same)
            .and(
                CUSTOMER_IDENTIFIER.CUSTOMER.in(
                    selectDistinct(CUSTOMER_IDENTIFIER.CUSTOMER)
                        .from(CUSTOMER_IDENTIFIER)
                        .where(same)
                        .orderBy(CUSTOMER_IDENTIFIER.CUSTOMER)
                        .limit(inline(MAX_OWNERS))))
            .orderBy(CUSTOMER_IDENTIFIER.CUSTOMER, CUSTOMER_IDENTIFIER.SOURCE);
      });

  private static final Rendered BY_ID =
      Rendered.of(sql ->
          sql.select(CustomerRows.CUSTOMER_FIELDS)
              .from(CUSTOMER)
              .where(CUSTOMER.CENTRE.eq(""))
              .and(CUSTOMER.ID.eq("")));

  private final Store store;

  public SqlCustomerDirectory(Store store) {
    this.store = store;
  }

  @Override
  public List<Ownership> owners(String centre, List<Identifier> identifiers) {
    return store.read(dsl -> {
      List<Ownership> owners = new ArrayList<>();
      identifiers.stream().distinct().forEach(i -> owners.addAll(owners(dsl, centre, i)));
      return owners;
    });
  }

  private static List<Ownership> owners(DSLContext dsl, String centre, Identifier identifier) {
    String kind = identifier.kind().name();
    String value = identifier.value();
    Map<String, Ownership> byCustomer = new LinkedHashMap<>();
    OWNERS
        .list(
            dsl,
            row ->
                new Ownership(
                    CustomerRows.identifier(row),
                    CustomerRows.customer(row, 1 + CustomerRows.IDENTIFIER_FIELDS.size())),
            centre,
            kind,
            value,
            centre,
            kind,
            value)
        .forEach(owner ->
            byCustomer.merge(
                owner.customer().id(),
                owner,
                (a, b) -> new Ownership(CustomerRows.surer(a.owned(), b.owned()), a.customer())));
    return List.copyOf(byCustomer.values());
  }

  private static Condition same(String centre, Identifier identifier) {
    return CUSTOMER_IDENTIFIER
        .CENTRE
        .eq(centre)
        .and(CUSTOMER_IDENTIFIER.KIND.eq(identifier.kind().name()))
        .and(CUSTOMER_IDENTIFIER.VALUE.eq(identifier.value()));
  }

  @Override
  public Optional<Customer> find(String centre, String id) {
    return store.read(dsl -> find(dsl, centre, id));
  }

  static Optional<Customer> find(DSLContext dsl, String centre, String id) {
    return BY_ID.one(dsl, row -> CustomerRows.customer(row, 1), centre, id);
  }

  @Override
  public DirectoryCounts counts(String centre) {
    return store.read(dsl ->
        new DirectoryCounts(
            dsl.fetchCount(CUSTOMER, CUSTOMER.CENTRE.eq(centre)),
            dsl.fetchCount(CUSTOMER_IDENTIFIER, CUSTOMER_IDENTIFIER.CENTRE.eq(centre))));
  }

  @Override
  public SaveCounts compare(String centre, String source, List<CustomerDraft> drafts) {
    List<ReadyCustomer> ready = ReadyCustomer.of(new SaveBatch(centre, source, drafts, 0));
    return store.read(dsl -> CustomerSave.plan(dsl, centre, ready).counts());
  }

  @Override
  public Prepared prepare(SaveBatch batch) {
    CustomerSave.Whose whose = CustomerSave.Whose.of(batch);
    CompletionStage<List<ReadyCustomer>> made =
        CompletableFuture.supplyAsync(() -> ReadyCustomer.of(batch), Thread::startVirtualThread);
    return checkpoint ->
        made.thenCompose(
            ready -> store.write(dsl -> CustomerSave.save(dsl, whose, ready, checkpoint)));
  }

  @Override
  public CompletionStage<Boolean> link(String centre, String customer, OwnedIdentifier added) {
    return store.write(dsl -> link(dsl, centre, customer, added));
  }

  private static boolean link(
      DSLContext dsl, String centre, String customer, OwnedIdentifier added) {
    if (find(dsl, centre, customer).isEmpty()) {
      return false;
    }
    Condition there =
        same(centre, added.identifier())
            .and(CUSTOMER_IDENTIFIER.CUSTOMER.eq(customer))
            .and(CUSTOMER_IDENTIFIER.SOURCE.eq(added.source()));
    String kept =
        dsl.select(CUSTOMER_IDENTIFIER.PROOF)
            .from(CUSTOMER_IDENTIFIER)
            .where(there)
            .fetchOne(CUSTOMER_IDENTIFIER.PROOF);
    if (kept == null) {
      dsl.insertInto(CUSTOMER_IDENTIFIER)
          .set(CUSTOMER_IDENTIFIER.CENTRE, centre)
          .set(CUSTOMER_IDENTIFIER.KIND, added.identifier().kind().name())
          .set(CUSTOMER_IDENTIFIER.VALUE, added.identifier().value())
          .set(CUSTOMER_IDENTIFIER.CUSTOMER, customer)
          .set(CUSTOMER_IDENTIFIER.SOURCE, added.source())
          .set(CUSTOMER_IDENTIFIER.DISPLAY, added.display())
          .set(CUSTOMER_IDENTIFIER.PROOF, added.proof().name())
          .set(CUSTOMER_IDENTIFIER.ADDED_AT, added.addedAt())
          .execute();
    } else {
      dsl.update(CUSTOMER_IDENTIFIER)
          .set(CUSTOMER_IDENTIFIER.PROOF, Proof.valueOf(kept).stronger(added.proof()).name())
          .where(there)
          .execute();
    }
    return true;
  }

  @Override
  public Optional<ImportCheckpoint> checkpoint(String centre, String source) {
    return store.read(dsl ->
        dsl.selectFrom(IMPORT_CHECKPOINT)
            .where(IMPORT_CHECKPOINT.CENTRE.eq(centre))
            .and(IMPORT_CHECKPOINT.SOURCE.eq(source))
            .fetchOptional(row ->
                new ImportCheckpoint(
                    row.getPlan(),
                    new ImportCounts(
                        row.getRowsRead(),
                        row.getRowsCreated(),
                        row.getRowsUpdated(),
                        row.getRowsUnchanged(),
                        row.getRowsRejected()),
                    row.getRejectBytes(),
                    row.getFinished())));
  }
}

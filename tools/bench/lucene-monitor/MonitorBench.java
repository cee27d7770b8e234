import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.monitor.CustomQueryHandler;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.IndexSearcher;

/**
 * Matches posts against topics with Lucene Monitor on one thread and says how long it took.
 *
 * <p>Settings are words like {@code posts=FILE}: posts (one a line: terms parted by spaces, one that shares the position of the term before it
 * begins with U+0001), topics (one a line: id, tab, query in prefix notation), matches (file to write), tuned (true or false), batch, passes,
 * rounds. One JSON line of figures goes to standard output for every round.
 */
public final class MonitorBench {
  private static final long WARM_UP_NANOS = 8_000_000_000L;
  private static final FieldType TEXT = new FieldType();

  static {
    TEXT.setTokenized(true);
    TEXT.setOmitNorms(true);
    TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    TEXT.freeze();
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    boolean isTuned = Boolean.parseBoolean(settings.getOrDefault("tuned", "true"));
    int batch = Integer.parseInt(settings.getOrDefault("batch", "1"));
    int rounds = Integer.parseInt(settings.getOrDefault("rounds", "3"));
    int passes = Integer.parseInt(settings.getOrDefault("passes", "2"));
    List<String> posts = Files.readAllLines(Path.of(settings.get("posts")), StandardCharsets.UTF_8);
    List<String> topics = Files.readAllLines(Path.of(settings.get("topics")), StandardCharsets.UTF_8);
    // Results of queries on a batch are never asked for again: keeping them only costs.
    if (isTuned) IndexSearcher.setDefaultQueryCache(null);

    MonitorConfiguration configuration = new MonitorConfiguration();
    if (isTuned) configuration.setPurgeFrequency(1, TimeUnit.DAYS).setQueryUpdateBufferSize(200_000);
    Presearcher presearcher = isTuned ? tunedPresearcher(posts, passes) : new TermFilteredPresearcher();
    long buildStart = System.nanoTime();
    try (Monitor monitor = new Monitor(new TermsAnalyzer(), presearcher, configuration)) {
      List<MonitorQuery> queries = new ArrayList<>();
      for (String line : topics) {
        int tab = line.indexOf('\t');
        queries.add(new MonitorQuery(line.substring(0, tab), QueryReader.read(line.substring(tab + 1))));
      }
      monitor.register(queries);
      double buildSeconds = (System.nanoTime() - buildStart) / 1e9;
      Document[][] batches = batchesOf(posts, batch);
      long warmUntil = System.nanoTime() + WARM_UP_NANOS;
      for (int i = 0; System.nanoTime() < warmUntil; i++) match(monitor, batches[i % batches.length]);
      for (int round = 0; round < rounds; round++) {
        printRound(run(monitor, batches), posts.size(), buildSeconds);
      }
      if (settings.containsKey("matches")) write(monitor, batches, Path.of(settings.get("matches")));
    }
  }

  /** Rare terms weigh most, so that they are what a topic is found by. */
  private static Presearcher tunedPresearcher(List<String> posts, int passes) {
    Map<String, Integer> frequencies = new HashMap<>();
    for (String post : posts) {
      for (String term : post.split(" ")) {
        frequencies.merge(term.startsWith("\u0001") ? term.substring(1) : term, 1, Integer::sum);
      }
    }
    TermWeightor weightor = term -> 1 + 100 / (1.0 + frequencies.getOrDefault(term.text(), 0));
    List<CustomQueryHandler> handlers = Collections.singletonList(new PrefixHandler());
    return passes > 1
        ? new MultipassTermFilteredPresearcher(passes, 0, weightor, handlers, Collections.emptySet())
        : new TermFilteredPresearcher(weightor, handlers, Collections.emptySet());
  }

  private static Document[][] batchesOf(List<String> posts, int size) {
    Document[] documents = posts.stream().map(MonitorBench::documentOf).toArray(Document[]::new);
    Document[][] batches = new Document[(documents.length + size - 1) / size][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = Arrays.copyOfRange(documents, i * size, Math.min(documents.length, (i + 1) * size));
    }
    return batches;
  }

  private static Document documentOf(String post) {
    Document document = new Document();
    document.add(new Field(QueryReader.FIELD, post, TEXT));
    return document;
  }

  private record Round(long matches, long queriesRun, double seconds, double threadCpu, double processCpu) {}

  private static Round run(Monitor monitor, Document[][] batches) throws IOException {
    long wall = System.nanoTime();
    long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long process = processCpu();
    long matches = 0;
    long queriesRun = 0;
    for (Document[] batch : batches) {
      MultiMatchingQueries<QueryMatch> found = match(monitor, batch);
      queriesRun += (long) found.getQueriesRun() * batch.length;
      for (int i = 0; i < batch.length; i++) matches += found.getMatchCount(i);
    }
    return new Round(
        matches,
        queriesRun,
        (System.nanoTime() - wall) / 1e9,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread) / 1e9,
        (processCpu() - process) / 1e9);
  }

  private static MultiMatchingQueries<QueryMatch> match(Monitor monitor, Document[] batch) throws IOException {
    return monitor.match(batch, QueryMatch.SIMPLE_MATCHER);
  }

  private static long processCpu() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static void printRound(Round round, int posts, double buildSeconds) {
    System.out.printf(
        java.util.Locale.ROOT,
        "{\"posts\":%d,\"matches\":%d,\"candidates\":%d,\"seconds\":%.4f,\"threadCpu\":%.4f,\"processCpu\":%.4f,\"build\":%.3f}%n",
        posts, round.matches(), round.queriesRun(), round.seconds(), round.threadCpu(), round.processCpu(), buildSeconds);
  }

  /** One line a post: the ids of its topics, parted by spaces. */
  private static void write(Monitor monitor, Document[][] batches, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Document[] batch : batches) {
        MultiMatchingQueries<QueryMatch> found = match(monitor, batch);
        for (int i = 0; i < batch.length; i++) {
          List<String> ids = new ArrayList<>();
          for (QueryMatch match : found.getMatches(i)) ids.add(match.getQueryId());
          out.write(String.join(" ", ids) + "\n");
        }
      }
    }
  }
}

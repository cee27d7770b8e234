import java.io.IOException;
import java.util.TreeSet;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.CustomQueryHandler;
import org.apache.lucene.monitor.QueryTree;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;

/**
 * Lets topics with prefixes be preselected by the beginnings of a post's terms, of the lengths that topics use. Without it Lucene Monitor asks
 * every such topic for every post, and its own handler cuts each term into all of its n-grams, which costs more than it saves.
 */
final class PrefixHandler implements CustomQueryHandler {
  private static final double WEIGHT = 2;

  private final TreeSet<Integer> lengths = new TreeSet<>();

  @Override
  public QueryTree handleQuery(Query query, TermWeightor weightor) {
    if (!(query instanceof PrefixQuery)) return null;
    Term prefix = ((PrefixQuery) query).getPrefix();
    lengths.add(prefix.text().length());
    return QueryTree.term(new Term(prefix.field(), prefix.text() + "*"), WEIGHT);
  }

  @Override
  public TokenStream wrapTermStream(String field, TokenStream terms) {
    return new Beginnings(terms, lengths.stream().mapToInt(Integer::intValue).toArray());
  }

  private static final class Beginnings extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    // The presearcher's own filter adds up what nobody resets, until it overflows.
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final int[] lengths;
    private String word = "";
    private int next;

    Beginnings(TokenStream terms, int[] lengths) {
      super(terms);
      this.lengths = lengths;
      this.next = lengths.length;
    }

    @Override
    public boolean incrementToken() throws IOException {
      increment.setPositionIncrement(0);
      if (next < lengths.length && lengths[next] <= word.length()) {
        term.setEmpty().append(word, 0, lengths[next++]).append('*');
        return true;
      }
      if (!input.incrementToken()) return false;
      increment.setPositionIncrement(0);
      word = term.toString();
      next = 0;
      return true;
    }
  }
}

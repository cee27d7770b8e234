import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.spans.SpanMultiTermQueryWrapper;
import org.apache.lucene.search.spans.SpanNearQuery;
import org.apache.lucene.search.spans.SpanOrQuery;
import org.apache.lucene.search.spans.SpanQuery;
import org.apache.lucene.search.spans.SpanTermQuery;

/**
 * Reads a query in prefix notation, its parts parted by tabs: {@code w TERM}, {@code p PREFIX}, {@code q COUNT TERM…} (phrase),
 * {@code s COUNT SLOP TERM…} (any order), {@code n DISTANCE ORDERED LEFT RIGHT}, {@code a COUNT QUERY…}, {@code o COUNT QUERY…},
 * {@code - QUERY} inside of an {@code a}.
 */
final class QueryReader {
  static final String FIELD = "t";

  private final String[] parts;
  private int at = 0;

  private QueryReader(String[] parts) {
    this.parts = parts;
  }

  static Query read(String written) {
    return new QueryReader(written.split("\t")).query();
  }

  private Query query() {
    switch (parts[at++]) {
      case "w":
        return new TermQuery(term());
      case "p":
        return new PrefixQuery(term());
      case "q":
        return phrase();
      case "a":
        return and();
      case "o":
        return or();
      default:
        at--;
        return span();
    }
  }

  private Query phrase() {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (int count = number(); count > 0; count--) phrase.add(term());
    return phrase.build();
  }

  private Query and() {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (int count = number(); count > 0; count--) {
      boolean isNot = parts[at].equals("-");
      if (isNot) at++;
      all.add(query(), isNot ? Occur.MUST_NOT : Occur.MUST);
    }
    return all.build();
  }

  private Query or() {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (int count = number(); count > 0; count--) any.add(query(), Occur.SHOULD);
    return any.build();
  }

  private SpanQuery span() {
    switch (parts[at++]) {
      case "w":
        return new SpanTermQuery(term());
      case "p":
        return new SpanMultiTermQueryWrapper<>(new PrefixQuery(term()));
      case "q":
        return new SpanNearQuery(spanTerms(number()), 0, true);
      case "s": {
        int count = number();
        int slop = number();
        return new SpanNearQuery(spanTerms(count), slop, false);
      }
      case "n": {
        int distance = number();
        boolean isOrdered = number() == 1;
        return new SpanNearQuery(new SpanQuery[] {span(), span()}, distance, isOrdered);
      }
      case "o": {
        List<SpanQuery> any = new ArrayList<>();
        for (int count = number(); count > 0; count--) any.add(span());
        return new SpanOrQuery(any.toArray(new SpanQuery[0]));
      }
      default:
        throw new IllegalArgumentException("unknown part " + parts[at - 1]);
    }
  }

  private SpanQuery[] spanTerms(int count) {
    SpanQuery[] terms = new SpanQuery[count];
    for (int i = 0; i < count; i++) terms[i] = new SpanTermQuery(term());
    return terms;
  }

  private Term term() {
    return new Term(FIELD, parts[at++]);
  }

  private int number() {
    return Integer.parseInt(parts[at++]);
  }
}

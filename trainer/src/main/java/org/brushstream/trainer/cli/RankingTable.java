package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.brushstream.trainer.style.StyleRanking;

/** Which pictures of a style belong together, for people. */
final class RankingTable {
    private RankingTable() {}

    static void print(List<StyleRanking.Distance> ranking, PrintWriter out) {
        List<String> layers = List.copyOf(ranking.get(0).byLayer().keySet());
        out.println("Distance of each style picture to the mean of all, |G - mean| / |mean|, nearest first:");
        out.println("   mean  " + layers.stream().map("%8s"::formatted).collect(Collectors.joining()));
        for (StyleRanking.Distance place : ranking) {
            out.printf(
                    "%7.3f  %s  %s%n",
                    place.mean(),
                    place.byLayer().values().stream().map("%8.3f"::formatted).collect(Collectors.joining()),
                    place.picture());
        }
        out.flush();
    }
}

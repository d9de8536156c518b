package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.TinyFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenesTest {
    private final Path folder;
    private final Path csv;

    ScenesTest(@TempDir Path folder) {
        this.folder = folder;
        this.csv = folder.resolve("scenes.csv");
    }

    /** A film of 90.5 s, of which nothing but its length is known. */
    private Film film(String name) {
        Ratio one = new Ratio(1, 1);
        Path path = folder.resolve(name);
        return new Film(path, new VideoInfo(path, new FrameSize(64, 48), one, one, 90_500_000, 0, true, false, false));
    }

    private List<Scene> read(String text, Film... films) throws IOException {
        Files.writeString(csv, text);
        List<Path> paths = List.of(films).stream().map(Film::path).toList();
        return Scenes.of(new Labelling.ByFile(paths, csv), List.of(films));
    }

    private void assertRefused(String text, String message, Film... films) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(text, films))
                .withMessage(message.replace("{}", csv.toString()));
    }

    @Test
    void linesAreScenesInTheOrderOfTheFilm() throws IOException {
        Film film = film("film.mkv");
        assertThat(read("\uFEFFLabel, Start, End\r\nink,1:00,91\r\n\r\n\"old comic\",0,0:30.25\r\n", film))
                .containsExactly(
                        new Scene("old comic", film, 0, 30_250, csv + ", line 4"),
                        new Scene("ink", film, 60_000, 91_000, csv + ", line 2"));
    }

    @Test
    void severalFilmsAreToldApartByTheirNames() throws IOException {
        Film a = film("a.mkv");
        Film b = film("b, 2.mkv");
        assertThat(read("label,start,end,film\nink,0,10,\"b, 2.mkv\"\nink,0,10,a.mkv\n", a, b))
                .extracting(Scene::film)
                .containsExactly(a, b);
        assertRefused(
                "label,start,end\nink,0,10\n",
                "{}, line 1: there are 2 films, so a column says which is meant; write label,start,end,film",
                a,
                b);
        assertRefused(
                "label,start,end,film\nink,0,10,c.mkv\n",
                "{}, line 2: no film is called 'c.mkv'; there is a.mkv, b, 2.mkv",
                a,
                b);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ink,0:10,0:05 | {}, line 2: the scene ends at 0:05, before it starts at 0:10; write the earlier time first",
                "ink,5,5 | {}, line 2: the scene ends at 0:05, where it starts; write the earlier time first",
                "ink,0,1:31.001 | {}, line 2: the scene ends at 1:31.001, but FILM is only 1:30.500 long; let it end there",
                "ink,soon,5 | {}, line 2: 'soon' is no time; write seconds (75.5) or [hours:]minutes:seconds (1:15.5)",
                "ink,0 | {}, line 2 has 2 values instead of the 3 of label,start,end; mend the line",
                "ink,0,1,5 | {}, line 2 has 4 values instead of the 3 of label,start,end; mend the line",
                "\"ink,0,1 | {}, line 2: a quote is not closed",
                "'' | {} names no scene; write one line for each, such as comic,0:00,1:30",
                ",0,1 | {}, line 2: there is no label; give it one",
                "a/b,0,1 | {}, line 2: 'a/b' cannot be the name of a folder; a label has letters, digits, '.', '-', '_' and blanks inside, 62 at most",
                "..,0,1 | {}, line 2: '..' cannot be the name of a folder; a label has letters, digits, '.', '-', '_' and blanks inside, 62 at most",
                "dot.,0,1 | {}, line 2: 'dot.' cannot be the name of a folder; a label has letters, digits, '.', '-', '_' and blanks inside, 62 at most",
            })
    void wrongLineIsOneSentenceThatNamesIt(String line, String message) {
        Film film = film("film.mkv");
        assertRefused(
                "label,start,end\n" + line + "\n",
                message.replace("FILM", film.path().toString()),
                film);
    }

    @Test
    void overlappingScenesAreRefused() {
        Film film = film("film.mkv");
        assertRefused(
                "label,start,end\nink,10,20\ncomic,0,10\nwash,0:19.5,30\n",
                "{}, line 4: 0:19.500 to 0:30 of " + film.path()
                        + " overlaps {}, line 2 (0:10 to 0:20); let one end where the other begins",
                film);
    }

    @Test
    void labelsThatDifferInCapitalsOnlyAreRefused() {
        assertRefused(
                "label,start,end\nink,0,1\nInk,1,2\n",
                "{}, line 3: the label Ink differs from ink ({}, line 2) in capitals only; spell them alike or name one"
                        + " otherwise",
                film("film.mkv"));
    }

    @Test
    void filmsWhoseFramesWouldHaveTheSameNamesAreRefused() {
        Film a = film("film.mkv");
        Film b = film("film.mp4");
        assertRefused(
                "label,start,end,film\nink,0,1,film.mkv\nink,0,1,film.mp4\n",
                "frames of " + a.path() + " and of " + b.path()
                        + " would have the same names in the folder ink; rename a film",
                a,
                b);
    }

    @Test
    void whatIsNoListOfScenesIsAnsweredWithHowOneBegins() throws IOException {
        Film film = film("film.mkv");
        assertRefused(
                "",
                "{} is empty; begin it with the line label,start,end, then write one line for each scene, such as"
                        + " comic,0:00,1:30",
                film);
        assertRefused(
                "ink;0;1\n",
                "{}, line 1: 'ink;0;1' should be label,start,end or label,start,end,film, with commas in between",
                film);
        Files.write(csv, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        Labelling labelling = new Labelling.ByFile(List.of(film.path()), csv);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Scenes.of(labelling, List.of(film)))
                .withMessage(csv + " is no text in UTF-8; save it as CSV in UTF-8");
        Files.delete(csv);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Scenes.of(labelling, List.of(film)))
                .withMessage("there is no file " + csv + "; check the name given with --scenes");
    }

    private List<Scene> chapters(Film film) {
        return Scenes.of(new Labelling.ByChapters(List.of(film.path())), List.of(film));
    }

    @Test
    void chaptersAreScenesLabelledByTheirTitles() throws IOException {
        Path path = Tools.filmWithChapters(folder.resolve("film.mkv"), "comic", "ink", "comic", "blue print");
        Film film = Film.openAll(List.of(path)).get(0);
        assertThat(chapters(film))
                .containsExactly(
                        new Scene("comic", film, 0, 2_000, path + ", chapter 1"),
                        new Scene("ink", film, 2_000, 4_000, path + ", chapter 2"),
                        new Scene("comic", film, 4_000, 6_000, path + ", chapter 3"),
                        new Scene("blue print", film, 6_000, 8_000, path + ", chapter 4"));
    }

    @Test
    void chaptersThatAreNoLabelsAreRefused() throws IOException {
        Path path = Tools.filmWithChapters(folder.resolve("film.mkv"), "comic", "");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> chapters(Film.openAll(List.of(path)).get(0)))
                .withMessage(path + ", chapter 2 (at 0:04) has no title; label the parts with --scenes");
        Tools.filmWithChapters(path, "Act 1: rain", "ink");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> chapters(Film.openAll(List.of(path)).get(0)))
                .withMessageStartingWith(path + ", chapter 1: 'Act 1: rain' cannot be the name of a folder; ");
    }

    @Test
    void filmWithoutChaptersIsAnsweredWithWhatElseThereIs() {
        Path path = folder.resolve("film.mkv");
        TinyFilm.write(path, 3);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> chapters(Film.openAll(List.of(path)).get(0)))
                .withMessage(path + " has no chapters; label its parts with --scenes FILE.csv, or the whole film with"
                        + " --input LABEL=" + path);
    }

    @Test
    void filmNamedTwiceIsRefused() {
        Path path = folder.resolve("film.mkv");
        TinyFilm.write(path, 3);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Film.openAll(List.of(path, folder.resolve("./film.mkv"))))
                .withMessage(folder.resolve("./film.mkv") + " is named twice; name it with --input once");
    }

    @Test
    void framesHaveSquarePixelsAndAreNeverEnlarged() {
        Ratio rate = new Ratio(25, 1);
        VideoInfo disc =
                new VideoInfo(null, new FrameSize(720, 576), rate, new Ratio(64, 45), 0, 0, true, false, false);
        assertThat(new Film(Path.of("disc.vob"), disc).sizeOf(320)).isEqualTo(new FrameSize(569, 320)); // 1024x576
        assertThat(new Film(Path.of("disc.vob"), disc).sizeOf(600)).isEqualTo(new FrameSize(1024, 576));
        VideoInfo phone = VideoInfo.live(new FrameSize(1080, 1920), rate);
        assertThat(new Film(Path.of("phone.mp4"), phone).sizeOf(320)).isEqualTo(new FrameSize(320, 569));
    }

    @Test
    void namesOfFramesHoldWhatEverySystemCanName() {
        VideoInfo info = VideoInfo.live(new FrameSize(64, 48), new Ratio(25, 1));
        assertThat(new Film(Path.of("my film: part 1.final.mkv"), info).stem()).isEqualTo("my-film-part-1.final");
        assertThat(new Film(Path.of("film"), info).stem()).isEqualTo("film");
        assertThat(new Film(Path.of("a".repeat(200) + ".mkv"), info).stem()).isEqualTo("a".repeat(70));
    }
}

// The house rules of tidy.h. Tested by tidy_test.cpp.
#include "agreement/tidy.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <map>
#include <set>
#include <string_view>

namespace litmus {
namespace {

// The map of the rooms: what each may include. `base` is the part of harness that is data only.
struct Room {
  std::string_view name;    // as includes spell it: "model" in #include "model/cat.h"
  std::string_view folder;  // where it lives; the longest match wins
  std::vector<std::string_view> sees;
  bool pure = false;
};

const std::vector<Room>& rooms() {
  static const std::vector<std::string_view> kAll = {
      "litmus", "course", "harness", "lang", "gen", "model", "backend", "report", "cli", "base"};
  static const std::vector<Room> kRooms = {
      {"litmus", "litmus/", {}, true},
      {"course", "litmus/course/", {"harness", "base"}},
      {"harness", "harness/", {"base"}},
      {"lang", "src/lang/", {"base"}, true},
      {"gen", "src/gen/", {"lang", "base"}, true},
      {"model", "src/model/", {"lang", "base"}, true},
      {"backend", "src/backend/", {"lang", "base"}},
      {"report", "src/report/", {"lang", "model", "harness", "base"}, true},
      {"cli", "src/cli/", kAll},
      {"agreement", "src/agreement/", kAll},
  };
  return kRooms;
}

constexpr std::string_view kBaseHeaders[] = {"harness/error.h", "harness/outcome.h",
                                             "harness/kernel.h", "harness/grade.h"};

constexpr std::string_view kImpureHeaders[] = {"<fstream>", "<iostream>", "<filesystem>",
                                               "<thread>",  "<chrono>",   "<mutex>",
                                               "<future>",  "<unistd.h>"};

// What may not stand in the tree. Written in two halves, so that it may stand here.
struct Banned {
  std::string_view word;
  std::string_view remedy;
};
constexpr Banned kBanned[] = {
    {"TO"
     "DO",
     "finish it, or open an issue and leave it out"},
    {"FIX"
     "ME",
     "fix it, or open an issue and leave it out"},
    {"XX"
     "X",
     "say what is meant"},
    {"st"
     "ub",
     "write the real thing"},
    {"GTEST_"
     "SKIP",
     "a test that can not run here asserts what holds here instead"},
    {"DIS"
     "ABLED_",
     "mend the test or remove it"},
    {"EXPECT_TRUE"
     "(true)",
     "assert something that can fail"},
    {"#include <for"
     "mat>",
     "use fmt: g++ 12 has no std format"},
    {"#include <exp"
     "ected>",
     "throw Error (harness/error.h): C++23 is above the floor"},
    {"std::vi"
     "ews",
     "write the loop: clang 14 breaks on views of libstdc++ 12"},
    {"std::en"
     "dl",
     "write '\\n'"},
    {"#include <cas"
     "sert>",
     "use CHECK (harness/error.h), which stays on in release"},
};

constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxLines = 600;

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }
bool is_cpp(std::string_view path) { return ends_with_any(path, {".cpp", ".h"}); }

// Programs that check or measure a room may use what the room itself may not.
bool is_test(std::string_view path) {
  return ends_with_any(path, {"_test.cpp", "_bench.cpp", "_fuzz.cpp"});
}

const Room* room_of(std::string_view path) {
  const Room* found = nullptr;
  for (const Room& room : rooms()) {
    if (!path.starts_with(room.folder)) continue;
    if (!found || room.folder.size() > found->folder.size()) found = &room;
  }
  return found;
}

// The room that an include names: "harness/tally.h" is harness, "harness/outcome.h" is base.
std::string_view room_included(std::string_view header) {
  if (std::find(std::begin(kBaseHeaders), std::end(kBaseHeaders), header) != std::end(kBaseHeaders))
    return "base";
  if (header.starts_with("litmus/course/")) return "course";
  return header.substr(0, header.find('/'));
}

bool is_room(std::string_view name) {
  return name == "base" || std::any_of(rooms().begin(), rooms().end(),
                                       [&](const Room& room) { return room.name == name; });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The header of an #include line, with its quotes or angles; "" for any other line.
std::string_view included(std::string_view line) {
  constexpr std::string_view kInclude = "#include ";
  if (!line.starts_with(kInclude)) return "";
  line.remove_prefix(kInclude.size());
  const std::size_t end = line.find(line.starts_with('<') ? '>' : '"', 1);
  return end == std::string_view::npos ? "" : line.substr(0, end + 1);
}

std::string_view without_marks(std::string_view header) {
  return header.substr(1, header.size() - 2);
}

// Columns as a reader sees them: bytes that continue a UTF-8 character do not count.
// The type that begins on this line, outside all others; "" if none does.
std::string_view type_defined(std::string_view line) {
  for (std::string_view word : {"struct ", "class ", "enum class "}) {
    if (!line.starts_with(word) || line.find('{') == line.npos) continue;
    line.remove_prefix(word.size());
    return line.substr(0, line.find_first_of(" :{"));
  }
  return {};
}

std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

bool continues_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool continues_path(char c) { return continues_word(c) || c == '/' || c == '.' || c == '-'; }

// True if `word` stands in `text` and is not a part of something longer: where it begins or ends
// with a character that goes on (as `continues` says), what is beside it must not.
template <typename Continues>
bool stands_in(std::string_view text, std::string_view word, Continues continues) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t after = at + word.size();
    const bool begins = at == 0 || !continues(word.front()) || !continues(text[at - 1]);
    const bool ends = after == text.size() || !continues(word.back()) || word.back() == '_' ||
                      !continues(text[after]);
    if (begins && ends) return true;
  }
  return false;
}

// The text of a CMake file, as CMake reads it.
std::string without_comments(std::string_view text) {
  std::string code;
  for (const std::string_view line : lines_of(text)) {
    code += line.substr(0, std::min(line.find('#'), line.size()));
    code += '\n';
  }
  return code;
}

class Tidier {
 public:
  explicit Tidier(const std::vector<SourceFile>& files) : files_(files) {
    for (const SourceFile& file : files_) {
      for (const std::string_view line : lines_of(file.text)) {
        const std::string_view header = included(line);
        if (header.starts_with('"')) all_includes_.insert(without_marks(header));
      }
    }
  }

  std::vector<Remark> run() {
    for (const SourceFile& file : files_) {
      check_opening(file);
      check_lines(file);
      if (is_cpp(file.path)) check_includes(file);
      if (file.path.ends_with(".cpp")) check_listed(file);
      if (is_header(file.path)) check_header(file);
    }
    return std::move(remarks_);
  }

 private:
  void remark(const SourceFile& file, std::size_t line, std::string_view what) {
    remarks_.push_back(fmt::format("{}:{}: {}", file.path, line, what));
  }

  void check_opening(const SourceFile& file) {
    std::string_view text = file.text;
    if (text.starts_with("#!")) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
    if (!text.starts_with(is_cpp(file.path) ? "// " : "# "))
      remark(file, 1, "no opening comment; open the file by saying what it is");
  }

  void check_lines(const SourceFile& file) {
    const std::vector<std::string_view> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) check_line(file, i + 1, lines[i]);
    if (lines.size() > kMaxLines)
      remark(file, lines.size(), fmt::format("over {} lines; two things in one file?", kMaxLines));
  }

  void check_line(const SourceFile& file, std::size_t number, std::string_view line) {
    if (columns(line) > kMaxColumns)
      remark(file, number, fmt::format("over {} columns; break the line", kMaxColumns));
    if (line.find('\t') != std::string_view::npos)
      remark(file, number, "a tab; indent with blanks, write \\t in strings");
    if (line.ends_with(' ')) remark(file, number, "blanks at the end; remove them");
    for (const Banned& banned : kBanned) {
      if (stands_in(line, banned.word, continues_word))
        remark(file, number, fmt::format("'{}'; {}", banned.word, banned.remedy));
    }
  }

  void check_includes(const SourceFile& file) {
    const Room* room = room_of(file.path);
    if (!room) return remark(file, 1, "in no room; move it to the room whose question it answers");
    const std::vector<std::string_view> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view header = included(lines[i]);
      if (header.starts_with('"')) check_arrow(file, i + 1, *room, without_marks(header));
      if (header.starts_with('<')) check_purity(file, i + 1, *room, header);
    }
  }

  void check_arrow(const SourceFile& file, std::size_t line, const Room& room,
                   std::string_view header) {
    const std::string_view target = room_included(header);
    if (!is_room(target)) {
      return remark(
          file, line,
          fmt::format("\"{}\" names no room; include from the root: \"lang/test.h\"", header));
    }
    if (target == room.name) return;
    if (target == "litmus" && is_test(file.path)) return;  // tests may ask the catalogue
    if (std::find(room.sees.begin(), room.sees.end(), target) != room.sees.end()) return;
    remark(
        file, line,
        fmt::format("an arrow the wrong way: {} may not see \"{}\"; move what is needed down, or "
                    "hand it in from the command line",
                    room.name, header));
  }

  void check_purity(const SourceFile& file, std::size_t line, const Room& room,
                    std::string_view header) {
    if (!room.pure || is_test(file.path)) return;
    if (std::find(std::begin(kImpureHeaders), std::end(kImpureHeaders), header) ==
        std::end(kImpureHeaders))
      return;
    remark(file, line,
           fmt::format("{} is pure and {} is not; let the command line read, wait or start "
                       "threads, and hand in values",
                       room.name, header));
  }

  // A source that no list names is never compiled: that is how tests die in silence.
  void check_listed(const SourceFile& file) {
    const SourceFile* list = list_of(file.path);
    if (!list) return remark(file, 1, "not built; its room has no CMakeLists.txt");
    const std::size_t folder = list->path.size() - std::string_view("CMakeLists.txt").size();
    const std::string_view name = std::string_view(file.path).substr(folder);
    if (stands_in(without_comments(list->text), name, continues_path)) return;
    if (built_by_scripts(file.path)) return;
    remark(file, 1, fmt::format("not built; name it in {}", list->path));
  }

  // A source that several rooms build is named, from the root, by a function of scripts/cmake.
  bool built_by_scripts(const std::string& path) const {
    return std::any_of(files_.begin(), files_.end(), [&](const SourceFile& file) {
      return file.path.starts_with("scripts/cmake/") &&
             file.text.find("${PROJECT_SOURCE_DIR}/" + path) != std::string::npos;
    });
  }

  // The CMakeLists.txt of the nearest folder above `path` that has one.
  const SourceFile* list_of(std::string_view path) const {
    for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos;
         slash = slash == 0 ? std::string_view::npos : path.rfind('/', slash - 1)) {
      const std::string list = std::string(path.substr(0, slash)) + "/CMakeLists.txt";
      for (const SourceFile& file : files_) {
        if (file.path == list) return &file;
      }
    }
    return nullptr;
  }

  void check_header(const SourceFile& file) {
    if (file.text.find("\n#pragma once\n") == std::string::npos)
      remark(file, 1, "no #pragma once; add it below the opening comment");
    const std::string_view path = file.path;
    if (all_includes_.count(path.starts_with("src/") ? path.substr(4) : path) == 0)
      remark(file, 1, "nobody includes it; use it or remove it");
    const std::vector<std::string_view> lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) check_type(file, i + 1, type_defined(lines[i]));
  }

  // All rooms meet in one program, where two types of one name are one to the linker: it keeps one
  // of their vectors for both.
  void check_type(const SourceFile& file, std::size_t line, std::string_view name) {
    if (name.empty()) return;
    const auto [known, is_new] = types_.try_emplace(std::string(name), file.path);
    if (!is_new && known->second != file.path)
      remark(file, line, fmt::format("{} has a type {} too; rename one", known->second, name));
  }

  const std::vector<SourceFile>& files_;
  std::set<std::string_view> all_includes_;
  std::map<std::string, std::string> types_;  // defined in headers, and where
  std::vector<Remark> remarks_;
};

}  // namespace

std::vector<Remark> tidy(const std::vector<SourceFile>& files) { return Tidier(files).run(); }

}  // namespace litmus

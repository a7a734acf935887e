// Lines of results files: read, refused with their place, and kept whole.
#include "report/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace litmus {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHeader =
    R"({"litmus":"0.1.0","schema":1,"architecture":"x86-64","processor":"P","later":[1,2]})";
constexpr const char* kSb =
    R"({"test":"SB","hash":"h","instances":100,"seconds":0.5,"verdict":"ok","race":false,)"
    R"("outcomes":[{"values":{"1:r0":0,"0:r0":1},"count":60,"allowed":{"sc":true}},)"
    R"({"values":{"0:r0":0,"1:r0":0},"count":40,"allowed":{"sc":false},"interesting":true}],)"
    R"("unseen":[{"values":{"0:r0":1,"1:r0":1},"allowed":{"sc":true}}],)"
    R"("environments":[{"environment":"block=64"}],)"
    R"("blocks":[{"environment":0,"instances":50,"counts":[50,0]},)"
    R"({"environment":0,"instances":50,"counts":[10,40]}],"from tomorrow":{"a":1}})";

const Place kLinePlace{"run.jsonl", 3, 1, ""};

Record read_record(std::string_view line) {
  return std::get<Record>(read_run_line(line, kLinePlace));
}

std::string refusal_of_line(std::string_view line) {
  try {
    read_run_line(line, kLinePlace);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Record, ReadsAHeader) {
  const RunOrigin origin = std::get<RunOrigin>(read_run_line(kHeader, kLinePlace));
  EXPECT_EQ(origin.version, "0.1.0");
  EXPECT_EQ(origin.architecture, "x86-64");
  EXPECT_FALSE(origin.emulated);
  EXPECT_EQ(to_text(*origin.line), kHeader);  // with what we do not know
}

TEST(Record, ReadsARecord) {
  const Record record = read_record(kSb);
  EXPECT_EQ(record.test, "SB");
  EXPECT_EQ(record.instances, 100u);
  ASSERT_EQ(record.outcomes.size(), 2u);
  EXPECT_EQ(to_string(record.outcomes[0].values), "0:r0=1; 1:r0=0");  // whatever their order there
  EXPECT_TRUE(record.outcomes[1].interesting);
  EXPECT_FALSE(record.outcomes[1].allowed.at("sc"));
  EXPECT_EQ(record.unseen.size(), 1u);
  ASSERT_EQ(record.blocks.size(), 2u);
  EXPECT_EQ(record.blocks[1].counts, std::vector<std::uint64_t>({10, 40}));
  EXPECT_EQ(to_text(*record.line), kSb);
}

TEST(Record, PointersAreNames) {
  const Record record = read_record(R"({"test":"T","outcomes":[{"values":{"0:p":"x","1:q":-1}}]})");
  EXPECT_EQ(to_string(record.outcomes[0].values), "0:p=x; 1:q=-1");
}

TEST(Record, RefusesWithThePlace) {
  EXPECT_EQ(refusal_of_line("{"),
            "run.jsonl:3:1: this line is not JSON\n"
            "hint: litmus run --out writes what can be read here");
  EXPECT_THAT(refusal_of_line("[]"), HasSubstr("expected an object"));
  EXPECT_THAT(refusal_of_line("{}"), HasSubstr("\"test\" is missing"));
  EXPECT_THAT(refusal_of_line(R"({"test":7})"), HasSubstr("\"test\" is not a text"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","instances":-1})"),
              HasSubstr("\"instances\" is not a count"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","instances":18446744073709551615})"),
              HasSubstr("not a count"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","seconds":"1"})"), HasSubstr("not a number"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","outcomes":{}})"), HasSubstr("not a list"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","outcomes":[{"values":{"x":[]}}]})"),
              HasSubstr("not a row"));
  EXPECT_THAT(refusal_of_line(R"({"test":"T","blocks":[{"environment":0}]})"),
              HasSubstr("not one of this record's environments"));
  EXPECT_THAT(refusal_of_line(R"({"litmus":"9","schema":2})"),
              HasSubstr("this is schema 2; we read up to"));
  EXPECT_THAT(refusal_of_line(std::string(100'000, '[')), HasSubstr("nest deeper"));
  EXPECT_THAT(refusal_of_line("{\"test\":\"\xff\"}"), HasSubstr("not JSON"));
}

TEST(Record, WhoseKernelEndedBadly) {
  const Record theirs = read_record(R"({"test":"T","verdict":"crash"})");
  EXPECT_TRUE(fails(theirs));
  EXPECT_FALSE(fails_by_our_kernel(theirs));
  const Record ours = read_record(R"({"test":"T","verdict":"hang","built_in":true})");
  EXPECT_TRUE(fails(ours));
  EXPECT_TRUE(fails_by_our_kernel(ours));
  EXPECT_FALSE(fails_by_our_kernel(
      read_record(R"({"test":"T","verdict":"crash","built_in":true,"condition_broken":true})")))
      << "and that it showed before";
}

TEST(Record, BracketsInTextsDoNotNest) {
  EXPECT_EQ(read_record(R"({"test":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})").test.size(), 38u);
}

TEST(RunFileReader, ToleratesACutLastLine) {
  RunFileReader reader("run.jsonl");
  EXPECT_TRUE(reader.read(kHeader, true));
  EXPECT_TRUE(reader.read(kSb, true));
  EXPECT_FALSE(reader.truncated());
  EXPECT_FALSE(reader.read(std::string_view(kSb).substr(0, 40), false));
  EXPECT_TRUE(reader.truncated());
  EXPECT_EQ(reader.place().line, 3);
}

TEST(RunFileReader, RefusesABrokenLineInTheMiddle) {
  RunFileReader reader("run.jsonl");
  EXPECT_TRUE(reader.read(kHeader, true));
  EXPECT_FALSE(reader.read("", true));
  EXPECT_THROW(reader.read(std::string_view(kSb).substr(0, 40), true), Error);
}

TEST(RunFileReader, WantsAHeader) {
  RunFileReader reader("run.jsonl");
  EXPECT_THROW(reader.read(kSb, true), Error);
}

// "SB 1", "SB 2+" (partial), "h" (a header): what of it stands.
std::vector<std::string> settled(const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  SettledLines settled([&](const RunLine& line, const Place& place) {
    const auto* record = std::get_if<Record>(&line);
    out.push_back(record == nullptr ? "h"
                                    : record->test + " " + std::to_string(record->instances) + "@" +
                                          std::to_string(place.line));
  });
  int number = 0;
  for (const std::string& line : lines) {
    const Place place{"run.jsonl", ++number, 1, ""};
    if (line == "h") {
      settled.add(RunOrigin{}, place);
      continue;
    }
    Record record{.test = line.substr(0, 2)};
    record.partial = line.ends_with('+');
    record.instances = static_cast<std::uint64_t>(std::stoi(line.substr(3)));
    settled.add(record, place);
  }
  settled.end();
  return out;
}

TEST(Json, SortsFieldsEverywhere) {
  const Record record = read_record(R"({"test":"T", "b":[{"d":1,"c":[2, 1]},1.50], "aa":"x"})");
  EXPECT_EQ(with_fields_sorted(*record.line),
            R"({"aa":"x","b":[{"c":[2,1],"d":1},1.5],"test":"T"})");
}

TEST(Json, QuotesTexts) {
  EXPECT_EQ(quoted_json("SB"), "\"SB\"");
  EXPECT_EQ(quoted_json("a\"b\n\x1b"), R"("a\"b\n\u001b")");
  EXPECT_EQ(quoted_json("\xff"), "\"\xef\xbf\xbd\"") << "no UTF-8";
}

TEST(SettledLines, ALaterRecordReplacesAPartialOne) {
  EXPECT_EQ(settled({"h", "SB 1+", "SB 2+", "SB 3", "MP 4"}),
            std::vector<std::string>({"h", "SB 3@4", "MP 4@5"}));
  EXPECT_EQ(settled({"h", "SB 1+", "MP 2", "SB 3"}),
            std::vector<std::string>({"h", "MP 2@3", "SB 3@4"}));
}

TEST(SettledLines, OfAKilledRunTheLastPartialOneStands) {
  EXPECT_EQ(settled({"h", "SB 1+", "SB 2+"}), std::vector<std::string>({"h", "SB 2@3"}));
  EXPECT_EQ(settled({"h", "SB 1+", "h", "SB 2"}),
            std::vector<std::string>({"h", "SB 1@2", "h", "SB 2@4"}))
      << "another run replaces nothing";
}

TEST(Record, HostileTextsStayText) {
  EXPECT_EQ(printable("a\x1b[31mb\nc\x7f"), "a?[31mb?c?");
  for (const char* text : {"gr\u00fc\u00df", "\u2018a\u2019", "\U0001f512"})
    EXPECT_EQ(printable(text), text);
  EXPECT_EQ(printable("a\xff\xc3(\xe2\x80"), "a?\?(?\?");
  EXPECT_EQ(printable("\xc2\x9b\xc0\x9b\xed\xa0\x80\xf4\x90\x80\x80"), std::string(11, '?'));
}

}  // namespace
}  // namespace litmus

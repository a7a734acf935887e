// How the init block and the condition name things: x, [x], v[1], 0:r0, P0:r0.
//
// Tested by parse_test.cpp and the malformed tests (malformed/init-*, condition-*).
#include <array>

#include "lang/parser.h"
#include "lang/same.h"

namespace litmus {

int find_location(const Test& test, std::string_view name) {
  for (std::size_t i = 0; i < test.locations.size(); ++i) {
    const Location& location = test.locations[i];
    std::string_view known = location.name;
    if (known == name) return static_cast<int>(i);
    if (location.array > 0 && known.substr(0, known.find('[')) == name) return static_cast<int>(i);
  }
  return -1;
}

int find_local(const Thread& thread, std::string_view name) {
  for (std::size_t i = 0; i < thread.locals.size(); ++i) {
    if (thread.locals[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

const Token& parse_new_name(Parser& parser, std::string_view what, std::string_view hint) {
  // Words that are read as something else: a variable called so could be declared, and not used.
  static constexpr std::array<std::string_view, 26> kReserved = {
      "if",    "else", "for",     "while", "do",     "break", "continue",    "return",  "switch",
      "case",  "goto", "default", "try",   "throw",  "asm",   "__asm",       "__asm__", "true",
      "false", "NULL", "nullptr", "std",   "sizeof", "void",  "static_cast", "atomic"};
  const Token& name = parser.peek();
  if (!name.is_word()) parser.fail_expected(what, hint);
  const bool reserved =
      among(kReserved, name.text) || name.text.starts_with("memory_order") || type_begins(parser);
  if (reserved)
    parser.fail_expected(what, shown(name) + " means something else here: take another name");
  return parser.next();
}

bool names_thread(const Token& token) {
  return token.is_word() && token.text.size() > 1 && token.text[0] == 'P' &&
         token.text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

bool local_begins(const Parser& parser) {
  const Token& token = parser.peek();
  return parser.peek(1).is(":") && (token.kind == Token::Kind::Number || names_thread(token));
}

int parse_thread_prefix(Parser& parser) {
  if (!local_begins(parser)) return -1;
  Token number = parser.next();
  parser.next();
  if (number.is_word()) number.text.remove_prefix(1);
  const Value thread = parse_number(parser, number);
  const auto threads = static_cast<Value>(parser.test.threads.size());
  // The threads of the test are not known yet while its init block is read.
  const Value limit = threads > 0 ? threads : kMaxThreads;
  if (thread < 0 || thread >= limit) {
    parser.fail(number.at, "there is no thread P" + std::to_string(thread),
                "the last thread is P" + std::to_string(limit - 1));
  }
  return static_cast<int>(thread);
}

void refuse_system_forms(const Parser& parser) {
  const Token& token = parser.peek();
  if (token.is("%")) {
    parser.fail(token.at, "symbolic registers are not read", "write 0:r0 for local r0 of thread 0");
  }
  if (!token.is_word() || (!parser.peek(1).is("(") && !parser.peek(1).is(":"))) return;
  static constexpr std::array<std::string_view, 16> kSystemForms = {
      "pte",   "PTE",   "TTD",   "PA",    "tag",   "TAG", "instr", "label",
      "INTID", "intid", "fault", "Fault", "attrs", "oa",  "valid", "parel1_t"};
  for (std::string_view word : kSystemForms) {
    if (token.is(word)) {
      parser.fail(token.at, shown(token) + " belongs to system-level tests, which are not read",
                  "a C test has variables and locals");
    }
  }
}

}  // namespace litmus

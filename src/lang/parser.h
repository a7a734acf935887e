// What the pieces of the parser share: a cursor over the tokens, places for errors, and the test
// under construction. Recursive descent; each file reads one part of the grammar:
//
//     header.cpp       C NAME, comments, KEY=value lines
//     init.cpp         { [x]=0; int *p=x; 0:r0=5; }
//     threads.cpp      P0 (atomic_int* x) { ... }
//     locations.cpp    the table of locations that init and the threads agree on
//     statements.cpp   the body of a thread
//     expressions.cpp  C's operators over lvalues and values
//     calls.cpp        atomic_load_explicit(...), x->load(...), fences, locks
//     type_parser.cpp  int, _Atomic int, std::atomic<uint8_t>
//     names.cpp        x, v[1], 0:r0 outside threads
//     columns.cpp      the columns they become
//     proposition.cpp  0:r0=0 /\ x=1
//     question.cpp     locations, filter, exists
//
// Every function throws Error on what it does not understand. parse.cpp puts them together.
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/hash.h"
#include "lang/lexer.h"
#include "lang/parse.h"
#include "lang/terms.h"
#include "lang/test.h"

namespace litmus {

// Most tests have no more than this of anything: room for as many is asked for at once.
constexpr std::size_t kUsualCount = 4;

// A name inside a thread: a shared variable of its parameter list, or a local.
struct Name {
  std::string name;
  Position at;
  int location = -1;       // shared: index of the location
  bool reference = false;  // shared: the name is the object, not a pointer to it (C++)
  int local = -1;          // index into the thread's locals
  bool in_scope = false;   // a local of a block that is still open
};

struct Parser {
  Source source;
  std::vector<Warning>* warnings = nullptr;
  std::vector<Token> tokens;
  const Token* next_token = nullptr;  // into tokens, never beyond the first End

  Test test;
  HashText hash_text;
  bool volatile_was_named = false;  // and warned of

  // Of the thread being read.
  int thread = -1;
  std::vector<Name> names;
  std::vector<std::size_t> declared;  // names in scope, by the order of their declarations
  std::size_t scope_begin = 0;        // where the innermost block's declarations begin in it
  int loops = 0;                      // open loops
  int nesting = 0;                    // of blocks, brackets and operators
  int operands = 0;                   // in the statement being read

  // No further ahead than the last of the kEnds Ends.
  const Token& peek(std::size_t ahead = 0) const { return next_token[ahead]; }
  const Token& next() { return at_end() ? *next_token : *next_token++; }
  bool at_end() const { return peek().kind == Token::Kind::End; }
  [[gnu::always_inline]] bool accept(std::string_view sign) {
    const bool taken = peek().is(sign);
    next_token += taken;
    return taken;
  }
  // Takes `sign` or fails: "expected ';' after the init block, found 'P0'".
  const Token& expect(std::string_view sign, std::string_view context, std::string_view hint = "") {
    if (!accept(sign)) fail_missing(sign, context, hint);
    return next_token[-1];
  }
  // The same with words that are put together only where they are needed.
  template <std::invocable Context>
  const Token& expect(std::string_view sign, const Context& context, std::string_view hint = "") {
    if (!accept(sign)) fail_missing(sign, context(), hint);
    return next_token[-1];
  }

  [[noreturn]] void fail_missing(std::string_view sign, std::string_view context,
                                 std::string_view hint) const;
  [[noreturn]] void fail(Position at, const std::string& message,
                         const std::string& hint = "") const;
  [[noreturn]] void fail_expected(std::string_view what, std::string_view hint = "") const;
  void warn(Position at, std::string message);

  Thread& body() { return test.threads[static_cast<std::size_t>(thread)]; }
  const Type& location_type(int location) const {
    return test.locations[static_cast<std::size_t>(location)].type;
  }
};

// Some levels of text deeper while it lives. The limit is for what is made of the text (size.h);
// the text itself may have a few levels for each of those.
constexpr int kTextLevels = 4;
class Nested {
 public:
  explicit Nested(Parser& parser, int levels = 1) : parser_(parser), levels_(levels) {
    if ((parser.nesting += levels) > kMaxNesting * kTextLevels) fail();
  }
  ~Nested() { parser_.nesting -= levels_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

 private:
  [[noreturn]] void fail() const;

  Parser& parser_;
  int levels_;
};

[[noreturn]] void fail_too_deep(const Parser& parser, Position at);
[[noreturn]] void fail_too_long(const Parser& parser, Position at);

// "'x'", or "the end of the file": a token in a message.
std::string shown(const Token& token);

// --- header.cpp. Returns the offset of the '{' that opens the init block.
std::size_t parse_header(Parser& parser);

// --- type_parser.cpp
struct TypeName {
  Type type;
  std::string spelling;  // as the field's tools print it, which the hash covers
  bool is_auto = false;
  bool is_reference = false;
  Position at;
};
// True if a type begins `ahead` tokens from here.
bool type_begins(const Parser& parser, std::size_t ahead = 0);
// A type without its stars, and the stars (and `&`) that make a declarator of it.
TypeName parse_base_type(Parser& parser);
void parse_stars(Parser& parser, TypeName& type);
TypeName parse_type(Parser& parser);

// --- init.cpp
// An item of the init block, before types are settled.
struct InitItem {
  enum class Form : unsigned char { Untyped, UntypedPointer, Typed };
  Form form = Form::Untyped;
  int thread = -1;  // 0:r0 is thread 0's local
  std::string_view name;
  TypeName type;
  int array = 0;
  std::vector<Token> values;  // a number or the name of a location each
  Position at;
};
std::vector<InitItem> parse_init(Parser& parser);

// --- threads.cpp
void parse_threads(Parser& parser, const std::vector<InitItem>& init);

// --- statements.cpp: the statements up to the closing '}', which stays.
void parse_body(Parser& parser);

// --- expressions.cpp
Expr parse_expression(Parser& parser);     // its value
Expr parse_effect(Parser& parser);         // a statement: its value is not wanted
Operand parse_assignment(Parser& parser);  // anything but a comma

// --- calls.cpp
// The operation `name`, whose '(' is next.
Operand parse_call(Parser& parser, const Token& name);
Operand parse_member_call(Parser& parser, Operand object, const Token& name);

// --- numbers
Value parse_number(const Parser& parser, const Token& token, Type* type = nullptr);
// A number with an optional sign.
Value parse_signed_number(Parser& parser);

// --- names.cpp
// The location called `name` (of an array, its first element), or -1.
int find_location(const Test& test, std::string_view name);
int find_local(const Thread& thread, std::string_view name);
// The name of a variable that begins here; `what` it was to be, where it is none.
const Token& parse_new_name(Parser& parser, std::string_view what, std::string_view hint = "");
// P0, P17.
bool names_thread(const Token& token);
// True at 0:r0 or P0:r0. Then parse_thread_prefix takes the thread and the colon; else it gives -1.
bool local_begins(const Parser& parser);
int parse_thread_prefix(Parser& parser);
// Fails on what only tests of page tables, tags and instruction fetches say.
void refuse_system_forms(const Parser& parser);

// --- proposition.cpp, question.cpp
Proposition parse_proposition(Parser& parser);
void parse_question(Parser& parser);

}  // namespace litmus

// Types as C and C++ spell them, down to one Type per meaning.
//
//     int, unsigned long, std::uint8_t, bool           integers
//     atomic_int, _Atomic int, std::atomic<int>        their atomics
//     std::mutex, mtx_t, std::atomic_flag              what only calls touch
//     atomic_int*, std::atomic<int*>, volatile int*    pointers; cv-qualifiers say nothing here
//
// Tested by parse_test.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "lang/nearest.h"
#include "lang/parser.h"

namespace litmus {
namespace {

struct NamedType {
  std::string_view name;
  Type type;
};

constexpr Type integer(std::uint8_t bits, bool is_signed) {
  return {.bits = bits, .is_signed = is_signed};
}
constexpr Type kBool = {.base = Type::Base::Bool, .bits = 8, .is_signed = false};
constexpr Type kFlag = {.base = Type::Base::Flag, .bits = 8, .is_signed = false, .atomic = true};
constexpr Type kMutex = {.base = Type::Base::Mutex};

constexpr std::array kTypes = {
    NamedType{"int", integer(32, true)},
    NamedType{"bool", kBool},
    NamedType{"_Bool", kBool},
    NamedType{"int8_t", integer(8, true)},
    NamedType{"uint8_t", integer(8, false)},
    NamedType{"int16_t", integer(16, true)},
    NamedType{"uint16_t", integer(16, false)},
    NamedType{"int32_t", integer(32, true)},
    NamedType{"uint32_t", integer(32, false)},
    NamedType{"int64_t", integer(64, true)},
    NamedType{"uint64_t", integer(64, false)},
    NamedType{"intptr_t", integer(64, true)},
    NamedType{"uintptr_t", integer(64, false)},
    NamedType{"size_t", integer(64, false)},
    NamedType{"ptrdiff_t", integer(64, true)},
    NamedType{"intmax_t", integer(64, true)},
    NamedType{"uintmax_t", integer(64, false)},
    NamedType{"atomic_flag", kFlag},
    NamedType{"mutex", kMutex},
    NamedType{"mtx_t", kMutex},
    NamedType{"spinlock_t", kMutex},
    NamedType{"void", {.base = Type::Base::Void}},
};

// atomic_NAME for each of these, and for the names above that end in _t.
constexpr std::array kAtomicNames = {
    NamedType{"int", integer(32, true)},
    NamedType{"uint", integer(32, false)},
    NamedType{"bool", kBool},
    NamedType{"char", integer(8, true)},
    NamedType{"schar", integer(8, true)},
    NamedType{"uchar", integer(8, false)},
    NamedType{"short", integer(16, true)},
    NamedType{"ushort", integer(16, false)},
    NamedType{"long", integer(64, true)},
    NamedType{"ulong", integer(64, false)},
    NamedType{"llong", integer(64, true)},
    NamedType{"ullong", integer(64, false)},
};

// Words that only together make a type: unsigned long int.
constexpr std::array<std::string_view, 6> kParts = {"signed", "unsigned", "char",
                                                    "short",  "long",     "int"};
constexpr std::array<std::string_view, 4> kQualifiers = {"const", "volatile", "register", "static"};

// Types that exist and are not modelled: refused by name.
constexpr std::array<std::string_view, 12> kRefusedTypes = {
    "float",  "double",   "__int128", "__int128_t", "__uint128_t", "__uint128",
    "struct", "atomic_t", "wchar_t",  "char32_t",   "union",       "enum"};
constexpr std::string_view kKnown =
    "integers of 8 to 64 bits, bool, their atomics, atomic_flag, mutexes, and pointers to them";

template <typename Types>
const NamedType* find_in(const Types& types, std::string_view name) {
  for (const NamedType& type : types) {
    if (same(type.name, name)) return &type;
  }
  return nullptr;
}

const NamedType* find_type(std::string_view name) { return find_in(kTypes, name); }

const NamedType* find_atomic(std::string_view name) {
  constexpr std::string_view kPrefix = "atomic_";
  if (!name.starts_with(kPrefix)) return nullptr;
  name.remove_prefix(kPrefix.size());
  if (const NamedType* type = find_in(kAtomicNames, name)) return type;
  const NamedType* sized = name.ends_with("_t") ? find_type(name) : nullptr;
  return sized != nullptr && sized->type.base == Type::Base::Integer ? sized : nullptr;
}

[[noreturn]] void fail_on_type(const Parser& parser) {
  const bool in_std = parser.peek().is("std") && parser.peek(1).is("::");
  const Token& word = parser.peek(in_std ? 2 : 0);
  if (!word.is_word()) parser.fail_expected("a type", kKnown);
  std::vector<std::string_view> known(kParts.begin(), kParts.end());
  for (const NamedType& type : kTypes) known.push_back(type.name);
  for (std::string_view name : {"atomic", "atomic_int", "atomic_uint", "atomic_bool"}) {
    known.push_back(name);
  }
  parser.fail(parser.peek().at, "there is no type " + shown(word),
              did_you_mean(word.text, known, kKnown));
}

// signed, unsigned, char, short, long, int in any order.
Type parse_parts(Parser& parser, std::string& spelling) {
  int longs = 0, shorts = 0, chars = 0, ints = 0, signs = 0;
  bool is_unsigned = false;
  const Position begin = parser.peek().at;
  while (parser.peek().is_word() && among(kParts, parser.peek().text)) {
    const Token& word = parser.next();
    longs += word.is("long");
    shorts += word.is("short");
    chars += word.is("char");
    ints += word.is("int");
    signs += word.is("signed") || word.is("unsigned");
    is_unsigned |= word.is("unsigned");
    if (!spelling.empty()) spelling += ' ';
    spelling += word.text;
  }
  const int sizes = (longs > 0) + shorts + chars;
  if (longs > 2 || shorts > 1 || chars > 1 || ints > 1 || signs > 1 || sizes > 1 ||
      (chars > 0 && ints > 0)) {
    parser.fail(begin, "'" + spelling + "' is no type", std::string(kKnown));
  }
  if (parser.peek().is("double")) return {};  // refused by the caller
  const auto bits = static_cast<std::uint8_t>(chars > 0    ? 8
                                              : shorts > 0 ? 16
                                              : longs > 0  ? 64
                                                           : 32);
  return integer(bits, !is_unsigned);
}

void make_atomic(const Parser& parser, TypeName& name) {
  const bool value = name.type.is_pointer() || name.type.base == Type::Base::Integer ||
                     name.type.base == Type::Base::Bool;
  if (!value || name.type.atomic) {
    parser.fail(name.at, "there is no atomic '" + name.spelling + "'", std::string(kKnown));
  }
  name.type.atomic = true;
  name.spelling =
      name.type.is_pointer() ? "_Atomic (" + name.spelling + ")" : "_Atomic " + name.spelling;
}

// What stands between the brackets of atomic<...> or _Atomic(...).
TypeName parse_inner(Parser& parser, std::string_view open, std::string_view close) {
  parser.expect(open, "to open the type of an atomic");
  TypeName inner = parse_base_type(parser);
  parse_stars(parser, inner);
  if (inner.is_auto || inner.is_reference) parser.fail(inner.at, "an atomic needs a type by name");
  parser.expect(close, "to close the type of an atomic");
  make_atomic(parser, inner);
  return inner;
}

TypeName parse_unqualified(Parser& parser) {
  Nested nested(parser, kTextLevels);
  TypeName name;
  name.at = parser.peek().at;
  if (parser.accept("_Atomic")) {
    if (parser.peek().is("(")) return parse_inner(parser, "(", ")");
    name = parse_unqualified(parser);
    make_atomic(parser, name);
    return name;
  }
  if (parser.accept("std")) parser.expect("::", "after 'std'");
  const Token& word = parser.peek();
  if (parser.accept("atomic")) return parse_inner(parser, "<", ">");
  if (among(kParts, word.text)) {
    name.type = parse_parts(parser, name.spelling);
    if (parser.peek().is("double")) {
      parser.fail(parser.peek().at, "'double' is not modelled", std::string(kKnown));
    }
    return name;
  }
  if (among(kRefusedTypes, word.text)) {
    parser.fail(word.at, "'" + std::string(word.text) + "' is not modelled", std::string(kKnown));
  }
  if (!type_begins(parser)) fail_on_type(parser);
  parser.next();
  if (const NamedType* atomic = find_atomic(word.text)) {
    name.type = atomic->type;
    name.type.atomic = true;
    name.spelling = "_Atomic ";
    name.spelling += atomic->name;
    return name;
  }
  name.spelling = word.text;
  name.is_auto = word.is("auto");
  if (const NamedType* type = find_type(word.text)) name.type = type->type;
  return name;
}

// Qualifiers on either side of a type; only the spelling knows `volatile` and `const`.
struct Qualifiers {
  std::string_view kept;  // the last of the two
  bool is_volatile = false;
};

bool skip_qualifiers(Parser& parser, Qualifiers& qualifiers) {
  bool any = false;
  while (among(kQualifiers, parser.peek().text) && parser.peek().is_word()) {
    const Token& word = parser.next();
    if (word.is("volatile") || word.is("const")) qualifiers.kept = word.text;
    qualifiers.is_volatile |= word.is("volatile");
    any = true;
  }
  return any;
}

void warn_of_volatile(Parser& parser, Position at) {
  if (std::exchange(parser.volatile_was_named, true)) return;
  parser.warn(at,
              "'volatile' is read and says nothing: these are plain accesses, which a compiler "
              "may leave out; write atomic_int and memory_order_relaxed for what it must keep");
}

}  // namespace

bool type_begins(const Parser& parser, std::size_t ahead) {
  if (parser.peek(ahead).is("std") && parser.peek(ahead + 1).is("::")) ahead += 2;
  const Token& token = parser.peek(ahead);
  if (!token.is_word()) return false;
  const std::string_view word = token.text;
  const Token& after = parser.peek(ahead + 1);
  if (token.is("atomic")) return after.is("<");
  // The one type whose name people give to variables, too: `mutex m`, but mutex.lock().
  if (token.is("mutex")) return after.is_word() || after.is("*") || after.is("&");
  if (word.starts_with("atomic_") && parser.peek(ahead + 1).is("(")) return false;  // a call
  return among(kParts, word) || find_atomic(word) != nullptr || find_type(word) != nullptr ||
         token.is("_Atomic") || token.is("auto") || among(kQualifiers, word) ||
         among(kRefusedTypes, word);
}

TypeName parse_base_type(Parser& parser) {
  Qualifiers qualifiers;
  const Position begin = parser.peek().at;
  skip_qualifiers(parser, qualifiers);
  if (!type_begins(parser)) fail_on_type(parser);
  TypeName name = parse_unqualified(parser);
  skip_qualifiers(parser, qualifiers);
  name.at = begin;
  if (qualifiers.is_volatile && !name.type.atomic) warn_of_volatile(parser, begin);
  if (!qualifiers.kept.empty()) {
    const bool leads = qualifiers.kept == "volatile" && !name.type.atomic;
    name.spelling =
        leads ? "volatile " + name.spelling : name.spelling + " " + std::string(qualifiers.kept);
  }
  return name;
}

void parse_stars(Parser& parser, TypeName& name) {
  for (;;) {
    Qualifiers qualifiers;
    const Position at = parser.peek().at;
    if (parser.accept("*")) {
      if (name.type.pointers == 2 || name.type.is_void()) {
        parser.fail(at,
                    name.type.is_void() ? "'void*' is not modelled"
                                        : "more than two levels of pointers are not modelled",
                    std::string(kKnown));
      }
      name.type = name.type.pointer();
      name.spelling += "*";
    } else if (parser.peek().is("_Atomic") && name.type.is_pointer()) {
      parser.next();  // int* _Atomic
      make_atomic(parser, name);
    } else if (skip_qualifiers(parser, qualifiers)) {
      if (!qualifiers.kept.empty()) name.spelling += " " + std::string(qualifiers.kept);
    } else {
      break;
    }
  }
  if (parser.peek().is("&&") || (parser.peek().is("&") && parser.peek(1).is("&"))) {
    parser.fail(parser.peek().at, "rvalue references are not modelled", "write '&' or '*'");
  }
  name.is_reference = parser.accept("&");
}

TypeName parse_type(Parser& parser) {
  TypeName name = parse_base_type(parser);
  parse_stars(parser, name);
  return name;
}

}  // namespace litmus

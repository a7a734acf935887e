// A memory model, compiled from its text in the cat language.
//
//     "SC"
//     let com = rf | co | fr
//     acyclic po | com as sc
//
// The compiled model is one flat list of nodes in evaluation order. A node is a set of events or a
// relation, made from earlier nodes by one operation; equal subexpressions are one node, however
// often the text repeats them. evaluation.h gives the nodes values on an execution.
//
// Every node has a level, the most volatile thing it depends on, so that a search that keeps the
// program and changes reads-from recomputes only what reads-from touches. And every node knows
// whether it only grows when rf and co grow: a check of such a node that fails on part of an
// execution fails on all of its extensions, which is what a search may prune on.
//
// Tested by cat_test.cpp (each construct), malformed_test.cpp (each message).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/error.h"
#include "lang/mapping.h"

namespace litmus {

// What a node depends on at most; each level includes those before it.
enum class Level : std::uint8_t {
  Static,  // the program and its locations: po, loc, int, ext, addr, data, ctrl, rmw, amo, sets
  Rf,      // who reads from whom
  Co,      // the order of writes: co, fr, and the set FW
};
constexpr int kLevels = 3;

// The relations an execution hands in. `fr` and `co` are transitive across a location as usual:
// co holds every pair of ordered writes, initial writes first; fr = (rf^-1 ; co) \ id.
enum class Base : std::uint8_t { Po, Loc, Int, Ext, Addr, Data, Ctrl, Rmw, Amo, Rf, Co, Fr };
constexpr int kBases = 12;

std::string_view to_string(Base base);  // "po", "loc", ...
Level level_of(Base base);

struct Node {
  enum class Op : std::uint8_t {
    // sets
    NoEvents,   // {}
    AllEvents,  // _
    BaseSet,    // sets[index], handed in
    Domain,     // of the relation operands[0]
    Range,
    SetUnion,  // of all operands
    SetIntersection,
    SetDifference,
    // relations
    Empty,         // 0
    BaseRelation,  // Base(index), handed in
    Identity,      // [set]
    Product,       // set * set
    Union,         // of all operands
    Intersection,
    Difference,
    Sequence,        // r ; s
    RestrictDomain,  // [set] ; r
    RestrictRange,   // r ; [set]
    Inverse,
    Plus,       // transitive closure
    Star,       // reflexive and transitive
    Optional,   // reflexive
    Recursive,  // variable of `let rec` group `index`; operands[0] is its body, a later node
  };

  Op op = Op::Empty;
  bool is_set = false;
  Level level = Level::Static;
  bool grows = true;  // never loses a pair when rf, co and fr gain some
  int index = -1;
  std::vector<int> operands;
  std::string name;  // the `let` or the built-in that names it; empty for what has no name
};

// One `let rec ... and ...`: evaluated together, as the least fixpoint.
struct Recursion {
  std::vector<int> variables;  // nodes
  std::vector<int> bodies;     // nodes, one for each variable
  std::vector<int> inputs;     // nodes from outside that the bodies use
  std::vector<int> inner;      // what to recompute in each round, in order; the bodies are among it
};

struct Check {
  enum class Kind : std::uint8_t { Acyclic, Irreflexive, Empty };
  enum class Role : std::uint8_t {
    Axiom,            // an execution that fails it does not happen
    Flag,             // `flag`: worth telling when it holds
    UndefinedUnless,  // the program is undefined when an execution fails it
  };

  Kind kind = Kind::Acyclic;
  bool negated = false;  // ~acyclic, ...
  Role role = Role::Axiom;
  std::string name;  // after `as`; "acyclic 2" for the second check when it has none
  int node = -1;     // the relation (or, for Empty, set) it speaks of
  // For pruning: a node that is contained in `node` on this execution and all that extend it, and
  // only grows. `node` itself where that grows; -1 where there is none (negated checks, flags).
  int bound = -1;
  Level level = Level::Static;  // of node
  // How much there is to do for node, and for bound, when rf and co change: cheap ones come first.
  int cost = 0, bound_cost = 0;
  Place place;  // in the text

  bool monotone() const { return bound == node; }
};

// A set of events that an execution hands in, by its name in the model's text.
struct BaseSet {
  std::string name;  // "W", "ACQ", "DMB.ISHLD"
  int node = -1;
};

struct CatModel {
  std::string name;   // "rc11": what the caller calls it
  std::string title;  // the text's first line: "C RC11"
  // Which compiled code the model speaks of; none: C events, as the language has them. Told by the
  // title, or else by the fence and annotation sets that the text uses.
  std::optional<Architecture> architecture;

  std::vector<Node> nodes;
  std::vector<Recursion> recursions;
  std::vector<Check> checks;  // in the order of the text
  std::vector<BaseSet> sets;  // those the text uses, each once
  std::vector<int> bases;     // by Base: its node, or -1 if the text does not use it

  // It follows from the shape of the axioms that acyclic po-loc | rf | co | fr: what lets a search
  // close co per location as it goes. False means only that it could not be shown.
  bool coherent = false;
};

// The text of an included file, or nothing if there is none of that name.
using Resolver = std::function<std::optional<std::string>(std::string_view include_name)>;

// Compiles a text. Throws Error with place, caret and hint. `file` is for messages, and names the
// model unless the caller renames it. Including "cos.cat" (and its variants) means that co is
// already chosen; other includes are asked of the resolver first, then of our own library.
CatModel compile_cat(std::string_view text, std::string_view file, const Resolver& resolver = {});

// The model as text, a node a line, for tests and for the curious.
std::string to_string(const CatModel& model);

}  // namespace litmus

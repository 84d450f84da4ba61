/* Rules.search and its like (rulepack.py), compiled; what they do and why is written there.

   Built where there is a compiler. rulepack.py does the same without it: whatever is changed in one is changed in the
   other, and test_rulepack.py compares them.

   An Asked knows the rules by slot and the literals that they need. A text is looked through once for all literals at
   the same time (after Aho and Corasick: a tree of all words, in which each node knows the longest ending of what it
   spells that is the beginning of a word). What it holds is kept as one bit a list of literals, for as long as the text
   may be asked about again. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { LETTERS = 128, OTHER = 255 }; /* so many different characters have all literals at most */
enum { SEARCH, MATCH, FULLMATCH, WAYS };
static const char *const ways[WAYS] = {"search", "match", "fullmatch"};

typedef struct {
    uint64_t has[2];     /* the letters that go on from here */
    uint32_t base;       /* where the nodes of these letters begin, in the order of the letters */
    uint32_t back;       /* the node of the longest ending that is a beginning, too */
    uint32_t next_word;  /* the first node, from here or by back, at which a literal ends; 0 if none */
    uint32_t bits, ends; /* which bits the literals that end here set: bits of all, from and to */
    uint32_t depth;      /* how many letters lead here */
} Node;

enum { OPENS = 1, ENDS = 2 }; /* a literal must begin, or end, where a word does */

/* A bit that a literal sets, and where the literal must begin and end. */
typedef struct {
    uint16_t number;
    uint8_t edges;
} Bit;

typedef struct {
    PyObject *rule;
    PyObject *ask[WAYS]; /* its expression's methods, once asked for */
    uint32_t needs, ends; /* its bits: needs of all, from and to */
} Entry;

typedef struct {
    uint32_t from, to; /* its entries */
    uint64_t *first;   /* the bits of its rules' first lists */
} Slot;

typedef struct {
    PyObject_HEAD
    PyObject *slots; /* name to number */
    PyObject *known; /* text to bits, as bytes */
    PyObject *hit, *folded, *hits;
    Py_ssize_t most, kept;
    uint8_t letter[128]; /* of each ASCII character its number, or OTHER */
    Py_UCS4 others[LETTERS];
    int letters, first_other;
    Node *nodes;
    Bit *bits;
    uint16_t *needs;
    Entry *entries;
    Slot *slot;
    uint64_t *firsts;
    size_t entry_count, words; /* of 64 bits each */
} Asked;

/* ---------------------------------------------------------------- the tree of all literals */

static int number_of(const Asked *a, Py_UCS4 c)
{
    if (c < 128)
        return a->letter[c];
    for (int k = a->first_other; k < a->letters; k++)
        if (a->others[k] == c)
            return k;
    return OTHER;
}

static int count_bits(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    return (int)(((x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu) * 0x0101010101010101u >> 56);
}

static int goes_on(const Node *node, int letter)
{
    return node->has[letter >> 6] >> (letter & 63) & 1;
}

static uint32_t child(const Node *node, int letter)
{
    uint64_t below = node->has[letter >> 6] & ((UINT64_C(1) << (letter & 63)) - 1);
    return node->base + (uint32_t)count_bits(below) + (letter > 63 ? (uint32_t)count_bits(node->has[0]) : 0);
}

/* Return the node for what was read with one more letter. */
static uint32_t step(const Node *nodes, uint32_t at, int letter)
{
    if (letter == OTHER)
        return 0;
    while (!goes_on(nodes + at, letter)) {
        if (!at)
            return 0;
        at = nodes[at].back;
    }
    return child(nodes + at, letter);
}

/* Number the characters of all literals, ASCII first; -1 with an exception. */
static int number_letters(Asked *a, PyObject *literals)
{
    memset(a->letter, OTHER, sizeof a->letter);
    for (int ascii = 1; ascii >= 0; ascii--) {
        for (Py_ssize_t k = 0; k < PyList_GET_SIZE(literals); k++) {
            PyObject *word = PyTuple_GET_ITEM(PyList_GET_ITEM(literals, k), 0);
            for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(word); i++) {
                Py_UCS4 c = PyUnicode_READ_CHAR(word, i);
                if ((c < 128) != ascii || number_of(a, c) != OTHER)
                    continue;
                if (a->letters == LETTERS) {
                    PyErr_SetString(PyExc_ValueError, "the literals have too many different characters");
                    return -1;
                }
                if (c < 128)
                    a->letter[c] = (uint8_t)a->letters;
                a->others[a->letters++] = c;
            }
        }
        if (ascii)
            a->first_other = a->letters;
    }
    return 0;
}

static int by_letters(const Asked *a, PyObject *x, PyObject *y)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(x), other = PyUnicode_GET_LENGTH(y);
    for (Py_ssize_t k = 0; k < length && k < other; k++) {
        int difference = number_of(a, PyUnicode_READ_CHAR(x, k)) - number_of(a, PyUnicode_READ_CHAR(y, k));
        if (difference)
            return difference;
    }
    return length < other ? -1 : length > other;
}

typedef struct {
    PyObject *word, *bits;
    uint8_t edges;
} Literal;

/* Sort literals by the numbers of their letters (from the bottom, by merging). */
static void sort(const Asked *a, Literal *those, Literal *room, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, x = 0, y = half;
    sort(a, those, room, half);
    sort(a, those + half, room, count - half);
    memcpy(room, those, half * sizeof *room);
    for (size_t k = 0; x < half; k++)
        those[k] = y == count || by_letters(a, room[x].word, those[y].word) <= 0 ? room[x++] : those[y++];
}

/* Of the literals in order, those of one node: all with the same beginning. */
typedef struct {
    uint32_t from, to, depth;
} Share;

/* Plant the tree, layer by layer, so that the children of a node lie side by side; -1 with an exception. */
static int plant(Asked *a, const Literal *sorted, uint32_t count, size_t most)
{
    uint32_t planted = 1, bits = 0;
    Share *shares = PyMem_New(Share, most);
    if (!shares) {
        PyErr_NoMemory();
        return -1;
    }
    shares[0] = (Share){0, count, 0};
    for (uint32_t at = 0; at < planted; at++) {
        Node *node = a->nodes + at;
        Share share = shares[at];
        uint32_t k = share.from;
        node->bits = bits;
        for (; k < share.to && PyUnicode_GET_LENGTH(sorted[k].word) == share.depth; k++)
            for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(sorted[k].bits); i++)
                a->bits[bits++] = (Bit){(uint16_t)PyLong_AsLong(PyTuple_GET_ITEM(sorted[k].bits, i)), sorted[k].edges};
        node->ends = bits;
        node->depth = share.depth;
        node->next_word = node->ends > node->bits ? at : a->nodes[node->back].next_word;
        node->base = planted;
        while (k < share.to) {
            int letter = number_of(a, PyUnicode_READ_CHAR(sorted[k].word, share.depth));
            uint32_t from = k;
            while (k < share.to && number_of(a, PyUnicode_READ_CHAR(sorted[k].word, share.depth)) == letter)
                k++;
            node->has[letter >> 6] |= UINT64_C(1) << (letter & 63);
            a->nodes[planted].back = at ? step(a->nodes, node->back, letter) : 0;
            shares[planted++] = (Share){from, k, share.depth + 1};
        }
    }
    PyMem_Free(shares);
    return 0;
}

/* Tell whether an object is a tuple of numbers of bits. */
static int are_bits(const Asked *a, PyObject *given)
{
    if (!PyTuple_Check(given))
        return 0;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(given); k++) {
        PyObject *one = PyTuple_GET_ITEM(given, k);
        long bit = PyLong_Check(one) ? PyLong_AsLong(one) : -1;
        if (bit < 0 || (size_t)bit >= 64 * a->words)
            return 0;
    }
    return 1;
}

static int learn_literals(Asked *a, PyObject *literals)
{
    Py_ssize_t count = PyList_GET_SIZE(literals);
    size_t nodes = 1, bits = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *pair = PyList_GET_ITEM(literals, k);
        if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 4 || !PyUnicode_Check(PyTuple_GET_ITEM(pair, 0)) ||
            !PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(pair, 0)) || !are_bits(a, PyTuple_GET_ITEM(pair, 1))) {
            PyErr_SetString(PyExc_TypeError, "a literal is no (word, bits, opens, ends)");
            return -1;
        }
        nodes += (size_t)PyUnicode_GET_LENGTH(PyTuple_GET_ITEM(pair, 0));
        bits += (size_t)PyTuple_GET_SIZE(PyTuple_GET_ITEM(pair, 1));
    }
    if (nodes > UINT32_MAX / 2 || bits > UINT32_MAX / 2) {
        PyErr_SetString(PyExc_OverflowError, "there are too many literals");
        return -1;
    }
    Literal *sorted = PyMem_New(Literal, count + 1), *room = PyMem_New(Literal, count + 1);
    a->nodes = PyMem_Calloc(nodes, sizeof *a->nodes);
    a->bits = PyMem_New(Bit, bits + 1);
    int failed = -1;
    if (!sorted || !room || !a->nodes || !a->bits)
        PyErr_NoMemory();
    else if (number_letters(a, literals) == 0) {
        for (Py_ssize_t k = 0; k < count; k++) {
            PyObject *pair = PyList_GET_ITEM(literals, k);
            sorted[k] = (Literal){PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1),
                                  (PyTuple_GET_ITEM(pair, 2) == Py_True ? OPENS : 0) |
                                      (PyTuple_GET_ITEM(pair, 3) == Py_True ? ENDS : 0)};
        }
        sort(a, sorted, room, (size_t)count);
        failed = plant(a, sorted, (uint32_t)count, nodes);
    }
    PyMem_Free(sorted);
    PyMem_Free(room);
    return failed;
}

/* ---------------------------------------------------------------- the rules of each slot */

static int learn_rules(Asked *a, PyObject *slots)
{
    PyObject *name, *rules;
    Py_ssize_t at = 0;
    size_t entries = 0, needs = 0, number = 0, count = (size_t)PyDict_GET_SIZE(slots);
    while (PyDict_Next(slots, &at, &name, &rules)) {
        if (!PyUnicode_Check(name) || !PyTuple_Check(rules)) {
            PyErr_SetString(PyExc_TypeError, "a slot is no tuple of rules");
            return -1;
        }
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(rules); k++, entries++) {
            PyObject *pair = PyTuple_GET_ITEM(rules, k);
            if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2 || !are_bits(a, PyTuple_GET_ITEM(pair, 0)) ||
                !PyTuple_GET_SIZE(PyTuple_GET_ITEM(pair, 0))) {
                PyErr_SetString(PyExc_TypeError, "a rule is no (bits, rule)");
                return -1;
            }
            needs += (size_t)PyTuple_GET_SIZE(PyTuple_GET_ITEM(pair, 0));
        }
    }
    a->entries = PyMem_Calloc(entries + 1, sizeof *a->entries);
    a->slot = PyMem_Calloc(count + 1, sizeof *a->slot);
    a->firsts = PyMem_Calloc(count * a->words + 1, sizeof *a->firsts);
    a->needs = PyMem_New(uint16_t, needs + 1);
    if (!a->entries || !a->slot || !a->firsts || !a->needs) {
        PyErr_NoMemory();
        return -1;
    }
    uint32_t need = 0;
    for (at = 0; PyDict_Next(slots, &at, &name, &rules); number++) {
        Slot *slot = a->slot + number;
        slot->first = a->firsts + number * a->words;
        slot->from = (uint32_t)a->entry_count;
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(rules); k++) {
            PyObject *bits = PyTuple_GET_ITEM(PyTuple_GET_ITEM(rules, k), 0);
            Entry *entry = a->entries + a->entry_count++;
            entry->rule = Py_NewRef(PyTuple_GET_ITEM(PyTuple_GET_ITEM(rules, k), 1));
            entry->needs = need;
            for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bits); i++)
                a->needs[need++] = (uint16_t)PyLong_AsLong(PyTuple_GET_ITEM(bits, i));
            entry->ends = need;
            unsigned bit = a->needs[entry->needs];
            slot->first[bit >> 6] |= UINT64_C(1) << (bit & 63);
        }
        slot->to = (uint32_t)a->entry_count;
        PyObject *here = PyLong_FromSize_t(number);
        int failed = !here || PyDict_SetItem(a->slots, name, here) < 0;
        Py_XDECREF(here);
        if (failed)
            return -1;
    }
    return 0;
}

static Slot *slot_of(const Asked *a, PyObject *name)
{
    PyObject *number = PyDict_GetItemWithError(a->slots, name);
    if (number)
        return a->slot + PyLong_AsSize_t(number);
    if (!PyErr_Occurred())
        PyErr_SetObject(PyExc_KeyError, name);
    return NULL;
}

/* ---------------------------------------------------------------- what a text holds */

/* Tell whether an expression takes a character for a part of a word. */
static int in_word(Py_UCS4 c)
{
    return Py_UNICODE_ISALNUM(c) || c == '_';
}

/* Set the bits of what a folded text holds. */
static void scan_folded(const Asked *a, uint64_t *held, int kind, const void *letters, Py_ssize_t length)
{
    const Node *nodes = a->nodes;
    uint32_t at = 0;
    for (Py_ssize_t k = 0; k < length; k++) {
        at = step(nodes, at, number_of(a, PyUnicode_READ(kind, letters, k)));
        for (uint32_t word = nodes[at].next_word; word; word = nodes[nodes[word].back].next_word) {
            Py_ssize_t before = k - (Py_ssize_t)nodes[word].depth, after = k + 1;
            int edges = 0; /* which of them are there */
            if (before < 0 || !in_word(PyUnicode_READ(kind, letters, before)))
                edges |= OPENS;
            if (after == length || !in_word(PyUnicode_READ(kind, letters, after)))
                edges |= ENDS;
            for (const Bit *bit = a->bits + nodes[word].bits; bit < a->bits + nodes[word].ends; bit++)
                if (!(bit->edges & ~edges))
                    held[bit->number >> 6] |= UINT64_C(1) << (bit->number & 63);
        }
    }
}

/* Fold a text in ASCII as folded() would; return how many characters it then has. ``folded`` has room for two more. */
static Py_ssize_t fold_ascii(Py_UCS1 *folded, const Py_UCS1 *letters, Py_ssize_t length)
{
    Py_ssize_t size = 0;
    folded[size++] = ' ';
    for (Py_ssize_t k = 0; k < length; k++) {
        Py_UCS1 c = letters[k];
        if (c != ' ' && !(c >= '\t' && c <= '\r') && !(c >= 0x1c && c <= 0x1f))
            folded[size++] = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
        else if (folded[size - 1] != ' ')
            folded[size++] = ' ';
    }
    if (folded[size - 1] != ' ' || size == 1)
        folded[size++] = ' ';
    return size;
}

static int scan(const Asked *a, uint64_t *held, PyObject *text)
{
    held[0] |= 1;
    if (PyUnicode_IS_ASCII(text)) {
        Py_UCS1 room[1024], *folded = room;
        Py_ssize_t length = PyUnicode_GET_LENGTH(text);
        if (length + 2 > (Py_ssize_t)sizeof room && !(folded = PyMem_Malloc((size_t)length + 2))) {
            PyErr_NoMemory();
            return -1;
        }
        scan_folded(a, held, PyUnicode_1BYTE_KIND, folded, fold_ascii(folded, PyUnicode_1BYTE_DATA(text), length));
        if (folded != room)
            PyMem_Free(folded);
        return 0;
    }
    PyObject *folded = PyObject_CallOneArg(a->folded, text);
    if (folded && !PyUnicode_Check(folded)) {
        PyErr_SetString(PyExc_TypeError, "a folded text is no str");
        Py_CLEAR(folded);
    }
    if (!folded)
        return -1;
    scan_folded(a, held, PyUnicode_KIND(folded), PyUnicode_DATA(folded), PyUnicode_GET_LENGTH(folded));
    Py_DECREF(folded);
    return 0;
}

/* Return the bits of a text as bytes (a new reference), NULL with an exception. */
static PyObject *look(Asked *a, PyObject *text)
{
    PyObject *held = PyDict_GetItemWithError(a->known, text);
    if (held)
        return Py_NewRef(held);
    if (PyErr_Occurred())
        return NULL;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is no str");
        return NULL;
    }
    held = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(a->words * sizeof(uint64_t)));
    if (!held)
        return NULL;
    uint64_t *bits = (uint64_t *)(void *)PyBytes_AS_STRING(held);
    memset(bits, 0, a->words * sizeof *bits);
    if (PyDict_GET_SIZE(a->known) >= a->most)
        PyDict_Clear(a->known);
    if (scan(a, bits, text) < 0 || PyDict_SetItem(a->known, text, held) < 0)
        Py_CLEAR(held);
    return held;
}

static const uint64_t *bits_of(PyObject *held)
{
    return (const uint64_t *)(const void *)PyBytes_AS_STRING(held);
}

static int any(const Asked *a, const Slot *slot, const uint64_t *held)
{
    for (size_t k = 0; k < a->words; k++)
        if (slot->first[k] & held[k])
            return 1;
    return 0;
}

static int fits(const Asked *a, const Entry *entry, const uint64_t *held)
{
    for (uint32_t k = entry->needs; k < entry->ends; k++)
        if (!(held[a->needs[k] >> 6] >> (a->needs[k] & 63) & 1))
            return 0;
    return 1;
}

static int may_match(const Asked *a, const Slot *slot, const uint64_t *held)
{
    if (any(a, slot, held))
        for (uint32_t k = slot->from; k < slot->to; k++)
            if (fits(a, a->entries + k, held))
                return 1;
    return 0;
}

/* Ask for the slot and the bits of a text that were given; 0 with an exception. */
static Slot *given(Asked *a, PyObject *const *args, Py_ssize_t count, Py_ssize_t most, PyObject **held)
{
    if (count < 2 || count > most) {
        PyErr_SetString(PyExc_TypeError, "a slot and a text are wanted");
        return NULL;
    }
    Slot *slot = slot_of(a, args[0]);
    return slot && (*held = look(a, args[1])) ? slot : NULL;
}

/* ---------------------------------------------------------------- the methods */

/* Return what a rule's expression matches; ``args`` are the text and, if count is 2, where to begin. */
static PyObject *ask(Entry *entry, int way, PyObject *const *args, size_t count)
{
    if (!entry->ask[way]) {
        PyObject *regex = PyObject_GetAttrString(entry->rule, "regex");
        PyObject *method = regex ? PyObject_GetAttrString(regex, ways[way]) : NULL;
        Py_XDECREF(regex);
        if (!method)
            return NULL;
        Py_XSETREF(entry->ask[way], method);
    }
    return PyObject_Vectorcall(entry->ask[way], args, count, NULL);
}

static PyObject *first(Asked *a, int way, PyObject *const *args, Py_ssize_t count)
{
    PyObject *held = NULL, *match = NULL, *result = NULL;
    Slot *slot = given(a, args, count, way == SEARCH ? 3 : 2, &held);
    if (!slot)
        return NULL;
    if (!any(a, slot, bits_of(held))) {
        Py_DECREF(held);
        Py_RETURN_NONE;
    }
    for (uint32_t k = slot->from; k < slot->to; k++) {
        Entry *entry = a->entries + k;
        if (!fits(a, entry, bits_of(held)))
            continue;
        match = ask(entry, way, args + 1, (size_t)count - 1);
        if (match != Py_None) {
            result = match ? PyObject_CallFunctionObjArgs(a->hit, entry->rule, match, NULL) : NULL;
            break;
        }
        Py_CLEAR(match);
    }
    if (!match && !PyErr_Occurred())
        result = Py_NewRef(Py_None);
    Py_XDECREF(match);
    Py_DECREF(held);
    return result;
}

static PyObject *asked_search(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    return first(a, SEARCH, args, count);
}

static PyObject *asked_match(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    return first(a, MATCH, args, count);
}

static PyObject *asked_fullmatch(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    return first(a, FULLMATCH, args, count);
}

static PyObject *asked_may_match(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    PyObject *held = NULL;
    Slot *slot = given(a, args, count, 2, &held);
    int may = slot && may_match(a, slot, bits_of(held));
    Py_XDECREF(held);
    return slot ? PyBool_FromLong(may) : NULL;
}

static PyObject *asked_possible(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    PyObject *slots = count == 2 ? PySequence_Fast(args[0], "slots and a text are wanted") : NULL, *held = NULL;
    int may = 0;
    if (count != 2)
        PyErr_SetString(PyExc_TypeError, "slots and a text are wanted");
    if (slots && (held = look(a, args[1]))) {
        for (Py_ssize_t k = 0; !may && k < PySequence_Fast_GET_SIZE(slots); k++) {
            Slot *slot = slot_of(a, PySequence_Fast_GET_ITEM(slots, k));
            may = slot ? may_match(a, slot, bits_of(held)) : -1;
        }
    }
    int failed = !held || may < 0;
    Py_XDECREF(held);
    Py_XDECREF(slots);
    return failed ? NULL : PyBool_FromLong(may);
}

/* Return the rules that may match, as a list: NULL with an exception. */
static PyObject *those(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    PyObject *held = NULL, *found = NULL;
    Slot *slot = given(a, args, count, 2, &held);
    if (slot && (found = PyList_New(0)) && any(a, slot, bits_of(held)))
        for (uint32_t k = slot->from; found && k < slot->to; k++)
            if (fits(a, a->entries + k, bits_of(held)) && PyList_Append(found, a->entries[k].rule) < 0)
                Py_CLEAR(found);
    Py_XDECREF(held);
    return found;
}

static PyObject *asked_likely(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    PyObject *found = those(a, args, count);
    PyObject *result = found ? PyObject_GetIter(found) : NULL;
    Py_XDECREF(found);
    return result;
}

static PyObject *asked_finditer(Asked *a, PyObject *const *args, Py_ssize_t count)
{
    PyObject *found = those(a, args, count), *result = NULL;
    if (found && PyList_GET_SIZE(found))
        result = PyObject_CallFunctionObjArgs(a->hits, found, args[1], NULL);
    else if (found)
        result = PyObject_GetIter(found);
    Py_XDECREF(found);
    return result;
}

static PyObject *asked_forget(Asked *a, PyObject *none)
{
    (void)none;
    if (PyDict_GET_SIZE(a->known) > a->kept)
        PyDict_Clear(a->known);
    Py_RETURN_NONE;
}

static PyObject *asked_remembered(Asked *a, PyObject *none)
{
    (void)none;
    return PyLong_FromSsize_t(PyDict_GET_SIZE(a->known));
}

/* ---------------------------------------------------------------- the type */

static void asked_dealloc(Asked *a)
{
    PyTypeObject *type = Py_TYPE(a);
    for (size_t k = 0; k < a->entry_count; k++) {
        Py_XDECREF(a->entries[k].rule);
        for (int way = 0; way < WAYS; way++)
            Py_XDECREF(a->entries[k].ask[way]);
    }
    Py_XDECREF(a->slots);
    Py_XDECREF(a->known);
    Py_XDECREF(a->hit);
    Py_XDECREF(a->folded);
    Py_XDECREF(a->hits);
    PyMem_Free(a->nodes);
    PyMem_Free(a->bits);
    PyMem_Free(a->needs);
    PyMem_Free(a->entries);
    PyMem_Free(a->slot);
    PyMem_Free(a->firsts);
    type->tp_free(a);
    Py_DECREF(type);
}

static PyObject *asked_new(PyTypeObject *type, PyObject *args, PyObject *names)
{
    PyObject *literals, *slots, *hit, *folded, *hits;
    Py_ssize_t lists, most, kept;
    if (names && PyDict_GET_SIZE(names)) {
        PyErr_SetString(PyExc_TypeError, "Asked takes no names");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!O!nOOOnn", &PyList_Type, &literals, &PyDict_Type, &slots, &lists, &hit, &folded, &hits,
                          &most, &kept))
        return NULL;
    if (lists < 1 || lists > UINT16_MAX) {
        PyErr_SetString(PyExc_ValueError, "there are too many lists of literals, or none");
        return NULL;
    }
    Asked *a = (Asked *)type->tp_alloc(type, 0);
    if (!a)
        return NULL;
    a->words = ((size_t)lists + 63) / 64;
    a->most = most;
    a->kept = kept;
    a->hit = Py_NewRef(hit);
    a->folded = Py_NewRef(folded);
    a->hits = Py_NewRef(hits);
    if (!(a->slots = PyDict_New()) || !(a->known = PyDict_New()) || learn_literals(a, literals) < 0 ||
        learn_rules(a, slots) < 0)
        Py_CLEAR(a);
    return (PyObject *)a;
}

#define FAST(name) {#name, (PyCFunction)(void (*)(void))asked_##name, METH_FASTCALL, "Do as Rules." #name " does."}

static PyMethodDef asked_methods[] = {
    FAST(search),
    FAST(match),
    FAST(fullmatch),
    FAST(may_match),
    FAST(possible),
    FAST(likely),
    FAST(finditer),
    {"forget", (PyCFunction)asked_forget, METH_NOARGS, "Do as Rules.forget does."},
    {"remembered", (PyCFunction)asked_remembered, METH_NOARGS, "Do as Rules.remembered does."},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(asked_doc, "Asked(literals, slots, lists, hit, folded, hits, most, kept)\n--\n\n"
                        "Rules, ready to be asked. literals: a list of (word, bits); slots: by name a tuple of (bits, rule);\n"
                        "lists: the number of bits; hit, folded, hits: as in rulepack.py; most, kept: texts.");

static PyType_Slot asked_slots[] = {
    {Py_tp_doc, (void *)asked_doc},
    {Py_tp_new, asked_new},
    {Py_tp_dealloc, asked_dealloc},
    {Py_tp_methods, asked_methods},
    {0, NULL},
};

static PyType_Spec asked_spec = {
    .name = "minutebook._ask.Asked",
    .basicsize = sizeof(Asked),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = asked_slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "minutebook._ask",
    .m_doc = "Rules.search and its like, compiled.",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit__ask(void)
{
    PyObject *made = PyModule_Create(&module), *type = made ? PyType_FromSpec(&asked_spec) : NULL;
    if (made && (!type || PyModule_AddObjectRef(made, "Asked", type) < 0))
        Py_CLEAR(made);
    Py_XDECREF(type);
    return made;
}

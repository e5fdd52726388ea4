// swift-format-ignore-file
// Written by dev/latin-folding.py. Do not edit.

/// Base letters by position in a block; `?` where a letter has no single ASCII one.
enum LatinFolding {
    /// U+00C0 to U+024F.
    static let supplement: StaticString = """
        aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?\
        ?llnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
        b???????????????????????????????oo?????????????uu????zz?????????\
        ?????????????aaiioouuuuuuuuuu?aaaa??ggggkkoooo??j???gg??nnaa??oo\
        aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????\
        ???b????????????
        """

    /// U+1E00 to U+1EFF.
    static let additional: StaticString = """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwy?s????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????
        """

    /// Small letters that Unicode does not decompose.
    static let undecomposed: [String: String] = [
        "\u{111}": "d",
        "\u{F0}": "d",
        "\u{F8}": "o",
        "\u{142}": "l",
        "\u{127}": "h",
        "\u{167}": "t",
        "\u{131}": "i",
        "\u{180}": "b",
        "\u{1B6}": "z",
        "\u{1E5}": "g",
        "\u{E6}": "ae",
        "\u{153}": "oe",
        "\u{FE}": "th",
    ]
}
